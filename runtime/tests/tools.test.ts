/** Other tools in the same process: hooks that change how modules are loaded, and libraries that wrap functions. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runProgram } from './support/program.ts';

describe('workers come up under a hook that only lets files pass', () => {
  const hook = fileURLToPath(new URL('./programs/files-only-hook.mjs', import.meta.url));
  const up = ['2 preloaded 4', '6', '7 preloaded', '7 preloaded', ''].join('\n');

  test('that an option names', async () => {
    const { stdout, stderr } = await runProgram('under-hooks.mjs', {
      node: ['--no-warnings', '--import', hook],
    });
    expect({ stdout, stderr }).toEqual({ stdout: up, stderr: '' });
  });

  test('that the environment names, in quotes', async () => {
    const env = { NODE_OPTIONS: `--no-warnings --import "${hook}"` };
    const { stdout, stderr } = await runProgram('under-hooks.mjs', { env });
    expect({ stdout, stderr }).toEqual({ stdout: up, stderr: '' });
  });
});

test('functions of Node that are wrapped go by what they wrap; what has replaced them does not', async () => {
  const { stdout, stderr, exit } = await runProgram('wrapped-functions.mjs');
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'wrapped // Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.',
    'imported before // Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.',
    "missing ENOENT ENOENT: no such file or directory, open 'missing.txt'",
    'a member true',
    'a Proxy /',
    'bound undefined',
    'wrapped twice it runs',
    'wrapped promises // Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.',
    'calls here 0',
    'handed over, in order AAA01234 0',
    'counted once 6 0',
    'replaced ERR_CAPTURED_VARIABLE The anonymous function cannot run in a worker: it uses the variable "files"',
    'replaced, same name ERR_CAPTURED_VARIABLE statSync cannot run in a worker: it uses the variable "files"',
    'replaced, by its text nothing done',
    'not written false',
  ]);
  expect(exit).toBe(0);
});
