import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPrograms } from './programs.ts';
import { Laboratory } from './trial.ts';

const programs = await readPrograms();
const locked = new Set<string>();

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await Laboratory.open();
});

afterAll(async () => {
  await laboratory[Symbol.asyncDispose]();
  // Otherwise nobody has been offered one.
  expect(locked.size).toBeGreaterThan(10);
});

test.concurrent.for([...programs])(
  '$id does what it did with every lock that is offered',
  async (program) => {
    const { fixed, verdict, after } = await laboratory.try(program, 'lock');
    if (verdict !== 'left') locked.add(program.id);
    expect(after, Object.values(fixed.texts).join('\n')).toBeUndefined();
  },
);
