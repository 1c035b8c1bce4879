/** Bun and Deno bring their own `node:worker_threads`; how far that goes is for the README to say. */
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectExecutorsToWork, expectSameResults, type Host, setUpHost, toThreadError } from './host.ts';

/** Neither has an inspector that answers at once, so where a function comes from cannot be found out. */
const unnamed = toThreadError(
  'ERR_UNSUPPORTED_FUNCTION',
  /without node:inspector there is no telling where it is from\. Name it with moduleFunction\(/,
);

describe('another runtime', () => {
  let host: Host;

  beforeAll(async () => {
    host = await setUpHost('other-runtimes', ['bun', 'deno']);
  });

  afterAll(() => host[Symbol.asyncDispose]());

  const bun = (...args: string[]) => host.run('node_modules/bun/bin/bun.exe', args);
  const deno = (...args: string[]) => host.run(process.execPath, ['node_modules/deno/bin.cjs', ...args]);

  describe.each([
    ['Bun', (file: string) => bun(file)],
    ['Deno', (file: string) => deno('run', '--allow-all', file)],
  ])('%s', (_name, runtime) => {
    test.each(['main.js', 'main.cjs'])(
      'runs built-ins and named functions in %s, and refuses other functions',
      async (file) => {
        expectSameResults(await runtime(file), {
          selfContained: unnamed,
          ownFunction: unnamed,
          packaged: unnamed,
        });
      },
    );

    test('aborts calls, goes on after that, starts processes, and ends', async () => {
      expectExecutorsToWork(await runtime('executors.js'));
    });
  });

  test('Deno keeps its permissions in workers', async () => {
    const permissions = ['--no-prompt', '--allow-env', `--allow-read=${host.folder}`];
    const { code, stdout, stderr } = await deno('run', ...permissions, 'denied.js');
    expect(stderr).toBe('');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'NotCapable\nNotCapable\n' });
  });
});
