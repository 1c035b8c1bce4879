import fs from 'node:fs';
import process from 'node:process';
import { fingerprint } from 'fingerprint';
import * as library from 'to-thread';
import { afterEach, expect, test, vi } from 'vitest';
import { digest } from '../digest.js';
import { printReport } from '../report.js';
import { load } from './load.js';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a spy stays a spy', async () => {
  const read = vi.spyOn(fs, 'readFileSync').mockReturnValue('mocked');
  expect(await load('nowhere.txt')).toBe('mocked');
  expect(read).toHaveBeenCalledWith('nowhere.txt', 'utf8');
});

test('a function that is made up is called', async () => {
  const double = vi.fn((a, b) => a + b);
  expect(await library.toThread(double, 1, 2)).toBe(3);
  expect(double).toHaveBeenCalledOnce();
});

test('what is not replaced runs in a worker', async () => {
  expect(await load(process.env.SAMPLE)).toBe('a sample\n');
  await printReport(library, {
    ownFunction: [digest, digest, 'abc'],
    named: [library.moduleFunction('../digest.js', 'digest', import.meta.url), digest, 'abc'],
    packaged: [fingerprint, fingerprint, 'abc'],
  });
});
