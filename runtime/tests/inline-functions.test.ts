import { describe, expect, test } from 'vitest';
import { ThreadPoolExecutor } from 'to-thread';
import { made, make } from './fixtures/made.ts';
import { runProgram } from './support/program.ts';

describe('functions that are made anew for each call', () => {
  test(
    'are looked up once where they stand in the call, and never taken for others',
    { timeout: 60_000 },
    async () => {
      const { stdout, stderr } = await runProgram('inline-functions.mjs');
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        submit: [[2], true],
        toThread: [[2], true],
        run: [[2], true],
        'handed on': [[2], true],
        'of another name': [[2], true],
        sloppy: [[1], false],
        strict: [['TypeError'], true],
        lines: [[2], true],
        global: [[false], true],
        'global, handed on': [[false], false],
        'captured, same text': [['ERR_CAPTURED_VARIABLE'], false],
        'global again': [[false], false],
        eval: [[false], false],
        'eval, captured': [['ERR_CAPTURED_VARIABLE'], false],
        'with a property': [[2], false],
      });
    },
  );

  test('are looked for once if they come at once', async () => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    const calls = Array.from({ length: 1000 }, (_, i) => pool.submit((n: number) => n * 2, i));
    expect((await Promise.all(calls)).at(-1)).toBe(1998);
  });

  test('are still told apart from an exported one of the same place', async () => {
    await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    const calls = [made, make(), make(), made].map((fn) => pool.submit(fn, 1));
    expect(await Promise.all(calls)).toEqual([2, 2, 2, 2]);
  });
});
