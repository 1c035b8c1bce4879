/** The recorder's list of functions is the one of the plugin's catalog. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { rows, text } from '../../scripts/blocking-functions.ts';
import { nameOf } from '../../src/trace/blocking-function.ts';
import { blockingFunctions } from '../../src/trace/blocking-functions.ts';

test('it is up to date: `node scripts/blocking-functions.ts` writes it', async () => {
  const file = new URL('../../src/trace/blocking-functions.ts', import.meta.url);
  expect(await readFile(file, 'utf8')).toBe(await text());
  expect(blockingFunctions).toEqual(rows());
});

test('it has the functions that people use most', () => {
  expect(blockingFunctions.map(nameOf)).toEqual(
    expect.arrayContaining([
      'fs.readFileSync',
      'child_process.execSync',
      'Atomics.wait',
      'sqlite.StatementSync.all',
    ]),
  );
});
