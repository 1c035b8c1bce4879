/** The order of calls on real files and threads. */
import fs, {
  accessSync,
  appendFileSync,
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  globSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type * as ToThread from 'to-thread';
import {
  moduleFunction,
  ProcessPoolExecutor,
  ThreadPoolExecutor,
  toThread,
  type Executor,
  type ThreadPoolOptions,
} from 'to-thread';
import { temporaryFolder } from '../support/folder.ts';
import { stuckWriter } from '../support/stuck-writer.ts';
import { until } from '../support/until.ts';

const numbers = Array.from({ length: 200 }, (_, i) => i);
const lines = numbers.map((i) => `${i}\n`).join('');

function threads(options: ThreadPoolOptions = {}): ThreadPoolExecutor {
  const executor = new ThreadPoolExecutor({ maxWorkers: 4, ...options });
  onTestFinished(() => executor.shutdown({ wait: false, cancelPending: true }));
  return executor;
}

describe('calls on one file', () => {
  test('append in the order in which they are made', async () => {
    const file = join(temporaryFolder(), 'log');
    await Promise.all(numbers.map((i) => toThread(appendFileSync, file, `${i}\n`)));
    expect(readFileSync(file, 'utf8')).toBe(lines);
  });

  test('on whatever executor, and from whatever copy of to-thread', async () => {
    const file = join(temporaryFolder(), 'log');
    const copy = createRequire(import.meta.url)('../../dist/commonjs/index.js') as typeof ToThread;
    expect(copy.toThread).not.toBe(toThread);
    const others: Pick<Executor, 'submit'>[] = [threads(), new copy.ThreadPoolExecutor({ maxWorkers: 2 })];
    await using processes = new ProcessPoolExecutor({ maxWorkers: 2 });
    const executors = [...others, processes, { submit: toThread }, { submit: copy.toThread }];
    const { submit } = threads();
    await Promise.all(
      numbers.map((i) =>
        (executors[i % executors.length] ?? { submit }).submit(appendFileSync, file, `${i}\n`),
      ),
    );
    expect(readFileSync(file, 'utf8')).toBe(lines);
  });

  test('of whatever name for the function', async () => {
    const file = join(temporaryFolder(), 'log');
    const executor = threads();
    const named = ['node:fs', 'fs'].map((module) =>
      moduleFunction<typeof appendFileSync>(module, 'appendFileSync', import.meta.url),
    );
    const traced = Object.assign((...args: unknown[]) => args, { __original: appendFileSync });
    const functions = [appendFileSync, fs.promises.appendFile, ...named, traced];
    await Promise.all(
      numbers.map((i) =>
        executor.submit(functions[i % functions.length] as typeof appendFileSync, file, `${i}\n`),
      ),
    );
    expect(readFileSync(file, 'utf8')).toBe(lines);
  });

  test('by whatever path', async () => {
    const folder = temporaryFolder();
    const before = process.cwd();
    onTestFinished(() => {
      process.chdir(before);
    });
    process.chdir(folder);
    const file = join(folder, 'log');
    const bytes = Buffer.from(file);
    const paths = ['log', './log', file, `${folder}/../${basename(folder)}//log`, `${folder}/./log`];
    const names = [...paths, pathToFileURL(file), bytes, new Uint8Array(bytes)];
    const executor = threads();
    await Promise.all(
      numbers.map((i) => executor.submit(appendFileSync, names[i % names.length] as string, `${i}\n`)),
    );
    expect(readFileSync(file, 'utf8')).toBe(lines);
  });

  test('write one after the other, and readers see each whole', async () => {
    const file = join(temporaryFolder(), 'state');
    const executor = threads();
    const text = (i: number): string => `${i}:`.padEnd(200_000 - 900 * i, 'x');
    writeFileSync(file, text(0));
    const calls = numbers.flatMap((i) => [
      executor.submit(writeFileSync, file, text(i)).then(() => i),
      executor.submit(readFileSync, file, 'utf8').then((seen) => (seen === text(i) ? i : `${i}, torn`)),
    ]);
    expect(await Promise.all(calls)).toEqual(numbers.flatMap((i) => [i, i]));
    expect(readFileSync(file, 'utf8')).toBe(text(199));
  });
});

describe('calls on one descriptor', () => {
  test('write where the one before has ended, and close last', async () => {
    const file = join(temporaryFolder(), 'log');
    const executor = threads();
    const descriptor = await executor.submit(openSync, file, 'w');
    const writes = numbers.map((i) => executor.submit(writeSync, descriptor, `${i}\n`));
    const close = executor.submit(closeSync, descriptor);
    const read = executor.submit(readFileSync, file, 'utf8');
    await Promise.all([...writes, close]);
    expect(await read).toBe(lines);
  });

  test('also where the file was opened directly', async () => {
    const file = join(temporaryFolder(), 'log');
    const executor = threads();
    const descriptor = openSync(file, 'w+');
    const writes = numbers.map((i) => executor.submit(appendFileSync, descriptor, `${i}\n`));
    await Promise.all([...writes, executor.submit(closeSync, descriptor)]);
    expect(readFileSync(file, 'utf8')).toBe(lines);
  });
});

describe('a folder and what is in it', () => {
  test('are made one after the other, also as items of a map', async () => {
    const executor = threads();
    let folder = temporaryFolder();
    const nested = Array.from({ length: 30 }, () => (folder = join(folder, 'folder')));
    for await (const result of executor.map(mkdirSync, nested, { concurrency: 16 })) {
      expect(result).toBeUndefined();
    }
    expect(existsSync(folder)).toBe(true);
  });

  test('come one after the other', async () => {
    const folder = join(temporaryFolder(), 'folder');
    const moved = `${folder}-moved`;
    const executor = threads();
    const files = numbers.map((i) => join(folder, 'deep', `${i}`));
    const results = await Promise.all([
      executor.submit(mkdirSync, join(folder, 'deep'), { recursive: true }),
      executor.submit(writeFileSync, join(folder, 'beside'), 'made on the way'),
      ...files.map((file) => executor.submit(writeFileSync, file, 'x')),
      executor.submit(readdirSync, join(folder, 'deep')),
      executor.submit(renameSync, folder, moved),
      executor.submit(existsSync, files[0] ?? ''),
      executor.submit(readFileSync, join(moved, 'deep', '7'), 'utf8'),
      executor.submit(cpSync, moved, folder, { recursive: true }),
      executor.submit(rmSync, moved, { recursive: true }),
      executor.submit(readdirSync, folder, { recursive: true }),
      executor.submit(statSync, moved, { throwIfNoEntry: false }),
    ]);
    const [listed, , existed, text, , , copied, gone] = results.slice(-8) as [string[], ...unknown[]];
    expect(listed.toSorted()).toEqual(numbers.map(String).toSorted());
    expect([existed, text, gone]).toEqual([false, 'x', undefined]);
    expect(copied).toHaveLength(202);
  });
});

describe.skipIf(process.platform === 'win32')('while a call is stuck in a file', () => {
  /** Calls on what lies around a file that somebody writes to. */
  const around: Readonly<Record<string, (executor: Executor, file: string) => Promise<unknown>>> = {
    'existsSync of it': (executor, file) => executor.submit(existsSync, file),
    'accessSync of it': (executor, file) => executor.submit(accessSync, file),
    'lstatSync of it': (executor, file) => executor.submit(lstatSync, file),
    'unlinkSync of it': (executor, file) => executor.submit(unlinkSync, file),
    'linkSync to it': (executor, file) => executor.submit(linkSync, file, `${file}-link`),
    'symlinkSync to it': (executor, file) => executor.submit(symlinkSync, basename(file), `${file}-link`),
    'chmodSync of its folder': (executor, file) => executor.submit(chmodSync, dirname(file), 0o700),
    'readdirSync of its folder': (executor, file) => executor.submit(readdirSync, dirname(file)),
    'statSync of its folder': (executor, file) => executor.submit(statSync, dirname(file)),
    'rmSync of its folder': (executor, file) =>
      executor.submit(rmSync, dirname(file), { recursive: true, force: true }),
    'renameSync of its folder': (executor, file) =>
      executor.submit(renameSync, dirname(file), `${dirname(file)}-moved`),
    'rmSync of a folder around that': (executor, file) =>
      executor.submit(rmSync, dirname(dirname(file)), { recursive: true, force: true }),
    'recursive readdirSync around that': (executor, file) =>
      executor.submit(readdirSync, dirname(dirname(file)), { recursive: true }),
    ...('globSync' in fs && {
      'globSync around it': (executor, file) =>
        executor.submit(globSync, `${dirname(dirname(file))}/**/*.txt`),
      'globSync from a folder around it': (executor, file) =>
        executor.submit(globSync, ['none', 'fold*/**'], { cwd: dirname(dirname(file)) }),
    }),
  };

  test.each(Object.entries(around))('%s waits', async (_name, make) => {
    const executor = threads();
    const folder = join(temporaryFolder(), 'folder');
    mkdirSync(folder);
    const stuck = stuckWriter(executor, join(folder, 'pipe'));
    await until(() => executor.stats.running === 1);
    let isOver = false;
    const call = make(executor, join(folder, 'pipe')).finally(() => (isOver = true));
    await executor.submit(Math.max, 1);
    expect(isOver).toBe(false);
    expect(executor.stats).toMatchObject({ waiting: 1, running: 1 });
    stuck.release();
    await Promise.all([stuck.call, call]);
  });

  const apart: typeof around = {
    'readFileSync beside it': (executor, file) => executor.submit(readFileSync, `${file}.txt`),
    'writeFileSync beside it': (executor, file) => executor.submit(writeFileSync, `${file}.txt`, 'x'),
    'a file whose name begins alike': (executor, file) => executor.submit(writeFileSync, `${file}2`, 'x'),
    'mkdirSync of its folder': (executor, file) =>
      executor.submit(mkdirSync, dirname(file), { recursive: true }),
    'mkdirSync beside it': (executor, file) =>
      executor.submit(mkdirSync, join(dirname(file), 'a', 'b'), { recursive: true }),
    'mkdtempSync beside it': (executor, file) => executor.submit(mkdtempSync, join(dirname(file), 'x-')),
    'existsSync of its folder': (executor, file) => executor.submit(existsSync, dirname(file)),
    'realpathSync of its folder': (executor, file) => executor.submit(realpathSync, dirname(file)),
    'readdirSync around its folder': (executor, file) => executor.submit(readdirSync, dirname(dirname(file))),
    'renameSync beside it': (executor, file) => executor.submit(renameSync, `${file}.txt`, `${file}.moved`),
  };

  test.each(Object.entries(apart))('%s does not', async (_name, make) => {
    const executor = threads();
    const folder = join(temporaryFolder(), 'folder');
    mkdirSync(folder);
    const file = join(folder, 'pipe');
    writeFileSync(`${file}.txt`, 'x');
    const stuck = stuckWriter(executor, file);
    await until(() => executor.stats.running === 1);
    await make(executor, file);
    expect(executor.stats).toMatchObject({ waiting: 0, running: 1 });
    stuck.release();
    await stuck.call;
  });
});

test.skipIf(process.platform === 'win32')('a path is the place it means when the call is made', async () => {
  const folder = temporaryFolder();
  const executor = threads();
  const before = process.cwd();
  onTestFinished(() => {
    process.chdir(before);
  });
  for (const name of ['a', 'b']) mkdirSync(join(folder, name));
  // The whole path: a worker may come to open it only after this thread has gone elsewhere.
  const stuck = stuckWriter(executor, join(folder, 'a', 'pipe'));
  await until(() => executor.stats.running === 1);
  process.chdir(join(folder, 'b'));
  const same = executor.submit(existsSync, '../a/pipe');
  expect(await executor.submit(existsSync, 'pipe')).toBe(false);
  process.chdir(join(folder, 'a'));
  const here = executor.submit(existsSync, 'pipe');
  expect(executor.stats).toMatchObject({ waiting: 2, running: 1 });
  stuck.release();
  expect(await Promise.all([same, here])).toEqual([true, true]);
  await stuck.call;
});
