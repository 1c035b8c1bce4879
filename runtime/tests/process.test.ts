import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ThreadPoolExecutor } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';
import { execute, runProgram, type Outcome } from './support/program.ts';
import { rejection } from './support/rejection.ts';
import { until } from './support/until.ts';

const onLinux = process.platform === 'linux';

/** The option of `unshare` with which it lets something be mounted. */
const namespace = ['-m', '-rm'].find(
  (option) => spawnSync('unshare', [option, 'mount', '--bind', '/dev/null', '/bin/false']).status === 0,
);

describe('the end of the process', () => {
  test('comes by itself, after all pending calls', async () => {
    const { stdout, stderr, exit } = await runProgram('natural-end.mjs');
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual(['timed-out', 'not awaited', 'async', 'process', 'end', '']);
    expect(exit).toBe(0);
  });

  test.each(['idle', 'loop', ...(onLinux ? ['child', 'stuck', 'preparing'] : [])])(
    'is not held up by a worker: %s',
    async (business) => {
      const exit = (way: string): Promise<Outcome> =>
        runProgram('exit.mjs', { args: [way, business, temporaryFolder()] });
      const byExit = await exit('process.exit');
      expect(byExit).toMatchObject({ exit: 7, stdout: 'exit listener 7\n' });
      const byError = await exit('uncaught');
      expect(byError).toMatchObject({ exit: 1, stdout: 'exit listener 1\n' });
      expect(byError.stderr).toContain('uncaught in main');
      expect(await exit('interrupt')).toMatchObject({ exit: 'SIGINT' });
    },
  );

  test.each(['process.exit', 'uncaught'])('ends busy worker processes: %s', async (way) => {
    const folder = temporaryFolder();
    await runProgram('exit.mjs', { args: [way, 'process', folder] });
    const pid = Number(readFileSync(join(folder, 'marker'), 'utf8'));
    await until(() => !isRunning(pid));
  });

  // Windows has no signals; there ids of processes that are gone are used again at once.
  test.runIf(process.platform !== 'win32').each(['SIGTERM', 'SIGHUP', 'SIGKILL'])(
    'by a signal ends busy worker processes: %s',
    async (signal) => {
      const folder = temporaryFolder();
      expect(await runProgram('exit.mjs', { args: [signal, 'process', folder] })).toMatchObject({
        exit: signal,
      });
      const pid = Number(readFileSync(join(folder, 'marker'), 'utf8'));
      await until(() => !isRunning(pid));
    },
  );

  // Only who may mount something can hide the shell, as root and in many containers.
  test.runIf(namespace !== undefined)('has its exit code where there is no shell', () => {
    const folder = temporaryFolder();
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    const program = fileURLToPath(new URL('programs/exit.mjs', import.meta.url));
    const hide = 'mount --bind "$1" /bin/sh && shift && exec "$@"';
    const args = [
      ...[namespace ?? '', 'sh', '-c', hide, 'sh', empty],
      ...[process.execPath, program, 'process.exit', 'stuck', folder],
    ];
    const { status, stdout } = spawnSync('unshare', args, { encoding: 'utf8', timeout: 60_000 });
    expect(stdout).toBe('exit listener 7\n');
    expect(status).toBe(7);
  });

  test.runIf(onLinux)('is not held up by an abandoned thread', async () => {
    const forced = await runProgram('exit.mjs', { args: ['abandoned', 'stuck', temporaryFolder()] });
    expect(forced).toMatchObject({ exit: 7, stdout: 'exit listener 7\n' });
  });

  test.runIf(onLinux)("waits for a stuck thread with exitWhenStuck: 'wait'", async () => {
    const folder = temporaryFolder();
    let isWaiting = true;
    const waiting = runProgram('exit.mjs', { args: ['process.exit', 'held', folder, 'wait'] });
    void waiting.then(() => {
      isWaiting = false;
    });
    const writers: number[] = [];
    await until(() => {
      try {
        // Succeeds once there is a reader, which then reads until this is closed.
        const flags = constants.O_WRONLY | constants.O_NONBLOCK;
        return writers.push(openSync(join(folder, 'marker'), flags)) > 0;
      } catch {
        return false;
      }
    });
    writeFileSync(join(folder, 'opened'), '');
    // Another one starts, does not wait, and ends; the first still waits.
    const forced = await runProgram('exit.mjs', { args: ['process.exit', 'stuck', temporaryFolder()] });
    expect(forced).toMatchObject({ exit: 7 });
    expect(isWaiting).toBe(true);
    writers.forEach(closeSync);
    expect(await waiting).toMatchObject({ exit: 7, stdout: 'exit listener 7\n' });
  });
});

test('a worker lives in the environment of the process', async () => {
  const { stdout, stderr, exit } = await runProgram('environment.mjs');
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'env seen',
    'handed on seen',
    'cwd true',
    'chdir ERR_WORKER_UNSUPPORTED_OPERATION',
    'fd true',
    'printed first',
    'printed second',
    'then this',
    'late timer undefined',
    'rang true',
  ]);
  expect(exit).toBe(0);
});

test.each([
  ['--import', './tests/programs/preload.mjs', '-r', './tests/programs/preload.cjs'],
  ['--import=./tests/programs/preload.mjs', '--require=./tests/programs/preload.cjs'],
  // A thread has this limit of the process, and refuses to be given it.
  ['--max-old-space-size=300', '--import=./tests/programs/preload.mjs', '-r', './tests/programs/preload.cjs'],
])(
  'a program that goes to another folder keeps what it was started with: %s',
  { timeout: 60_000 },
  async (...node) => {
    const outcome = { stdout: "[ 'required', 'imported' ]\n".repeat(2), stderr: '', exit: 0 };
    expect(await runProgram('preloaded.mjs', { node })).toEqual(outcome);
    // One that goes before it loads to-thread has been where its shell was.
    const env = { PWD: fileURLToPath(new URL('..', import.meta.url)) };
    expect(await runProgram('preloaded-late.mjs', { node, env })).toEqual(outcome);
    // What is said in the environment, which threads share, and nobody sees changed.
    const fromEnvironment = { NODE_OPTIONS: node.join(' '), ...env };
    expect(await runProgram('preloaded.mjs', { env: fromEnvironment })).toEqual(outcome);
    expect(await runProgram('preloaded-late.mjs', { env: fromEnvironment })).toEqual(outcome);
  },
);

test('a call that needs too much memory fails alone', async () => {
  await using pool = new ThreadPoolExecutor({
    maxWorkers: 1,
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  const fill = (): never => {
    const all: number[][] = [];
    for (;;) all.push(new Array<number>(100_000).fill(1.5));
  };
  expect((await rejection(pool.submit(fill)))['code']).toBe('ERR_WORKER_OUT_OF_MEMORY');
  expect(await pool.submit(Math.max, 1, 2)).toBe(2);
  expect(pool.stats.replaced).toBe(1);
});

describe('the permission model', () => {
  const flag =
    Number(process.versions.node.split('.')[0]) >= 24 ? '--permission' : '--experimental-permission';

  test('holds in workers', async () => {
    const { stdout } = await runProgram('permission.mjs', {
      node: [flag, '--allow-worker', `--allow-fs-read=${new URL('../..', import.meta.url).pathname}*`],
    });
    // Without an inspector there is no telling where a function comes from.
    expect(stdout.split('\n').slice(0, 2)).toEqual(['ERR_ACCESS_DENIED ', 'ERR_UNSUPPORTED_FUNCTION ']);
  });

  test('without workers, the error says so', async () => {
    const { stdout } = await runProgram('permission.mjs', {
      node: [flag, `--allow-fs-read=${new URL('../..', import.meta.url).pathname}*`],
    });
    expect(stdout.split('\n')[0]).toBe('ERR_WORKER_START_FAILED ERR_ACCESS_DENIED');
  });
});

test('an error that nobody catches is printed as that of the direct call, without code of ours', async () => {
  const run = (call: string): Promise<Outcome> => {
    const imports = `import { readFileSync } from 'node:fs'; import { toThread } from 'to-thread';`;
    return execute(['--input-type=module', '--eval', `${imports} await ${call};`]);
  };
  const { stderr, exit } = await run(`toThread(readFileSync, '/no/such/file')`);
  expect(exit).toBe(1);
  expect(stderr).toMatch(/^node:internal.*\n.*\n.*\n\nError: ENOENT/);
  expect(stderr).toContain(`path: '/no/such/file'`);
  expect(Math.max(...stderr.split('\n').map((line) => line.length))).toBeLessThan(200);
});

describe('ways to start', () => {
  const program = `const { toThread } = await import('to-thread');
    console.log(await toThread(Math.max, 1, 2), await toThread((n) => n + 1, 2));`;

  test('--eval, with and without --input-type', async () => {
    const asModule = await execute(['--input-type=module', '--eval', program]);
    expect(asModule).toMatchObject({ stdout: '2 3\n', exit: 0 });
    const asScript = await execute(['--eval', `(async () => { ${program} })()`]);
    expect(asScript).toMatchObject({ stdout: '2 3\n', exit: 0 });
  });

  test('where strings may not become code', async () => {
    const flags = ['--disallow-code-generation-from-strings', '--input-type=module'];
    const reading = `import { readFileSync } from 'node:fs';
      console.log(await toThread(readFileSync, '').catch((error) => error instanceof Error && error.code));`;
    expect(await execute([...flags, '--eval', program + reading])).toMatchObject({
      stdout: '2 3\nENOENT\n',
      exit: 0,
    });
  });

  test('in a realm of its own, as test runners make them, whose errors it makes', async () => {
    const inRealm = `import { readFileSync } from 'node:fs';
      import { createContext, runInContext, SourceTextModule, SyntheticModule } from 'node:vm';
      const timers = { queueMicrotask, setImmediate, setTimeout, clearTimeout };
      const context = createContext({ process, performance, URL, Buffer, DOMException, readFileSync, ...timers });
      const url = import.meta.resolve('to-thread');
      const library = new SourceTextModule(readFileSync(new URL(url), 'utf8'), { context });
      await library.link(async (specifier) => {
        const exports = await import(specifier);
        const setAll = function () { for (const name of Object.keys(exports)) this.setExport(name, exports[name]); };
        return new SyntheticModule(Object.keys(exports), setAll, { context });
      });
      await library.evaluate();
      context.toThread = library.namespace.toThread;
      const isError = 'toThread(readFileSync, "").catch((error) => error instanceof Error)';
      console.log(await runInContext(isError, context));`;
    const flags = ['--no-warnings', '--experimental-vm-modules', '--input-type=module'];
    const { stdout, stderr } = await execute([...flags, '--eval', inRealm]);
    expect(stderr).toBe('');
    expect(stdout).toBe('true\n');
  });

  test('require()', async () => {
    const { stdout, exit } = await execute([
      '--eval',
      `require('to-thread').toThread(Math.max, 4).then(console.log)`,
    ]);
    expect({ stdout, exit }).toEqual({ stdout: '4\n', exit: 0 });
  });

  test('as a test, with options that a worker process has no use for', async () => {
    const options = ['--test-reporter', 'tap', '--test-name-pattern', '.', '--input-type', 'module'];
    const { stdout, stderr } = await execute([
      ...options,
      '--eval',
      `const { ProcessPoolExecutor } = await import('to-thread');
       const pool = new ProcessPoolExecutor();
       console.log(await pool.submit(Math.max, 1, 2));
       await pool.shutdown();`,
    ]);
    expect({ stdout, stderr }).toEqual({ stdout: '2\n', stderr: '' });
  });

  test('with --watch, whose processes report the files they load', async () => {
    const program = `const { ProcessPoolExecutor } = await import('to-thread');
      const pool = new ProcessPoolExecutor();
      console.log(await pool.submit(Math.max, 1, 2));
      await pool.shutdown();`;
    const options = ['--import', 'data:text/javascript,0', '--input-type=module', '--eval', program];
    // What `--watch` tells the process that it restarts, itself, whenever a file changes.
    const { stdout, stderr } = await execute(options, { WATCH_REPORT_DEPENDENCIES: '1' });
    expect({ stdout, stderr }).toEqual({ stdout: '2\n', stderr: '' });
  });

  test('with a preload that fails in workers', async () => {
    const preload = `data:text/javascript,import{isMainThread}from'node:worker_threads';if(!isMainThread)throw new Error('bad preload')`;
    const { stdout } = await execute([
      '--import',
      preload,
      '--input-type=module',
      '--eval',
      `const { toThread } = await import('to-thread');
       await toThread(Math.max, 1).catch((error) => console.log(error.code, error.cause.message));`,
    ]);
    expect(stdout).toBe('ERR_WORKER_START_FAILED bad preload\n');
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
