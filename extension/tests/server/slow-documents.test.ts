import { expect, it } from 'vitest';
import { waitsForSave } from '../../src/server/features/slow-documents.ts';

it.each([
  ['a quick document is checked on every key', { duration: 40, version: 1 }, 2, undefined, false],
  ['a slow one is left alone while it is typed in', { duration: 1_400, version: 1 }, 2, undefined, true],
  ['a slow one is checked once it is saved', { duration: 1_400, version: 1 }, 2, 2, false],
  ['a save before the last key does not count', { duration: 1_400, version: 1 }, 3, 2, true],
  ['a result that is up to date is given again', { duration: 1_400, version: 2 }, 2, undefined, false],
])('%s', (_, last, version, saved, waits) => {
  expect(waitsForSave(last, version, saved, { run: 'onType' })).toBe(waits);
});

it('a quick document waits too where the user wants that', () => {
  expect(waitsForSave({ duration: 40, version: 1 }, 2, 1, { run: 'onSave' })).toBe(true);
  expect(waitsForSave({ duration: 40, version: 1 }, 2, 2, { run: 'onSave' })).toBe(false);
});
