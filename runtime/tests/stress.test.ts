import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { execute } from './support/program.ts';

const program = fileURLToPath(new URL('../bench/stress.ts', import.meta.url));

// It looks for threads and files where Linux lists them.
test.skipIf(process.platform !== 'linux')(
  'executors with random calls, aborts and deaths do all as they should, and leave nothing behind',
  { timeout: 120_000 },
  async () => {
    const { stdout, stderr, exit } = await execute(['--no-warnings', '--expose-gc', program, '5', '7']);
    expect(stderr).toBe('');
    expect(stdout).toContain('\n0 failures; nothing leaked\n');
    expect(exit).toBe(0);
  },
);
