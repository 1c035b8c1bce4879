import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBreakable, readPrograms } from './programs.ts';
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

  // Some calls are left alone whatever is asked for, which is safe as well.
  test.concurrent.for(ofKind.filter(isBreakable))(
    '$id would not, if each call were awaited',
    async (program) => {
      const { verdict } = await awaitEverything(laboratory, program);
      expect(verdict).not.toBe('same');
    },
  );
});
