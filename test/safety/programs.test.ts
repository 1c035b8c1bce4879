import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLAINLY_SAFE, readPrograms } from './programs.ts';
import { awaitEverything, Laboratory } from './trial.ts';

const programs = await readPrograms();
const kinds = [...new Set(programs.map(({ kind }) => kind))];

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await Laboratory.open();
});

afterAll(() => laboratory[Symbol.asyncDispose]());

describe.each(kinds)('%s', (kind) => {
  const ofKind = programs.filter((program) => program.kind === kind);
  test.concurrent.for(ofKind)('$id does what it did after eslint --fix', async (program) => {
    const { verdict, fixed, before, after } = await laboratory.try(program);
    expect(after, fixed.messages.join('\n')).toBeUndefined();
    expect({ verdict, extent: fixed.extent }).toEqual({
      verdict: program.expected === 'left' ? 'left' : 'same',
      extent: program.expected,
    });
    // A program that is killed twice is no evidence.
    expect(before?.signal ?? null).toBeNull();
  });

  const breakable =
    kind === PLAINLY_SAFE ? [] : ofKind.filter(({ awaited }) => (awaited ?? 'changed') === 'changed');
  test.concurrent.for(breakable)('$id would not, if each call were awaited', async (program) => {
    expect(await awaitEverything(laboratory, program)).toMatchObject({ verdict: 'changed' });
  });
});
