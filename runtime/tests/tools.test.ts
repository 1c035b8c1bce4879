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
