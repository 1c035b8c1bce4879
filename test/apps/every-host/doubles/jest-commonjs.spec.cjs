/* global afterEach, expect, jest, test -- from jest */
const fs = require('node:fs');
const process = require('node:process');
const { toThread } = require('to-thread');
const { digest } = require('../digest.cjs');

afterEach(() => {
  jest.restoreAllMocks();
});

test('a spy stays a spy', async () => {
  const read = jest.spyOn(fs, 'readFileSync').mockReturnValue('mocked');
  expect(await toThread(fs.readFileSync, 'nowhere.txt', 'utf8')).toBe('mocked');
  expect(read).toHaveBeenCalledWith('nowhere.txt', 'utf8');
});

test('what is not replaced runs in a worker', async () => {
  expect(await toThread(fs.readFileSync, process.env.SAMPLE, 'utf8')).toBe('a sample\n');
});

test('an exported function that uses what is around it runs here, as jest has compiled it', async () => {
  expect(await toThread(digest, 'abc')).toBe(digest('abc'));
});

test('so does a function that counts for coverage, and others go by their text', async () => {
  expect(await toThread((text) => text.length, 'abc')).toBe(3);
});
