/* global describe, expect, it, spyOn, jasmine -- from Jasmine */
const fs = require('node:fs');
const process = require('node:process');
const { toThread } = require('to-thread');

describe('to-thread', () => {
  it('leaves a spy a spy', async () => {
    const read = spyOn(fs, 'readFileSync').and.returnValue('mocked');
    expect(await toThread(fs.readFileSync, 'nowhere.txt', 'utf8')).toBe('mocked');
    expect(read).toHaveBeenCalledWith('nowhere.txt', 'utf8');
  });

  it('calls a spy that is made up', async () => {
    const double = jasmine.createSpy('double').and.callFake((a, b) => a + b);
    expect(await toThread(double, 1, 2)).toBe(3);
    expect(double).toHaveBeenCalledTimes(1);
  });

  it('runs what is not replaced in a worker', async () => {
    expect(await toThread(fs.readFileSync, process.env.SAMPLE, 'utf8')).toBe('a sample\n');
  });
});
