import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measure } from './child.ts';
import { contenders, type Contender, type Name } from './contenders.ts';
import {
  burst,
  interleave,
  inTime,
  mainThreadCPU,
  sequential,
  TIME_LIMIT,
  type Measured,
  type Subject,
} from './measure.ts';

/** One line of the result: a figure for each contender. */
export interface Result extends Measured {
  readonly title: string;
  readonly unit: string;
  /** What the ratios refer to. */
  readonly reference: string;
  /** The most that `to-thread` may take of the reference's figure. */
  readonly target?: number;
}

export type Scenario = () => Promise<Result>;

const names = Object.keys(contenders) as Name[];

/** Where the software's own cost shows: all threads on one CPU, so that waking one is always equally fast. */
export const pinned: readonly Scenario[] = [
  () => noops('no-op, one at a time, 1 worker', 1, 0.9, (c) => sequential(c.noop, 2000)),
  () => noops('no-op, 64 in flight, 1 worker', 1, 0.2, (c) => repeat(20, () => burst(c.noop, 64))),
  () => noops('no-op, 1000 in flight, 1 worker', 1, undefined, (c) => repeat(3, () => burst(c.noop, 1000))),
  () => noops('no-op, 64 in flight, 2 workers', 2, undefined, (c) => repeat(20, () => burst(c.noop, 64))),
  () => noops('no-op, 1000 in flight, 2 workers', 2, 0.2, (c) => repeat(3, () => burst(c.noop, 1000))),
  () =>
    noops("main thread's CPU, 1000 in flight", 1, 0.25, (c) => repeat(3, () => mainThreadCPU(c.noop, 1000))),
  () => reads('readFileSync of 1 KiB, one at a time', 1024, 300, 0.6),
];

/** What an application meets: threads go where the system puts them. */
export const free: readonly Scenario[] = [
  () => reads('readFileSync of 64 KiB, one at a time', 64 * 1024, 200),
  () => reads('readFileSync of 1 MiB, one at a time', 1024 * 1024, 50),
  () => reads('readFileSync of 64 MiB, one at a time', 64 * 1024 * 1024, 2, 1),
  behindLongCall,
  stallWhileReading,
  coldStart,
  memory,
];

function noops(
  title: string,
  workers: number,
  target: number | undefined,
  measure: (contender: Contender) => Promise<number>,
): Promise<Result> {
  return withAll(workers, async (all) => {
    const measured = await interleave(
      mapValues(all, (contender) => () => measure(contender)),
      15,
    );
    return { title, unit: 'µs', ...measured, reference: 'piscina', ...(target !== undefined && { target }) };
  });
}

function reads(title: string, size: number, calls: number, target?: number): Promise<Result> {
  return withFile(size, (path) =>
    withAll(1, async (all) => {
      const subjects: Record<string, Subject> = {
        ...mapValues(all, (contender) => () => sequential(() => contender.read(path), calls)),
        'fs.promises': () => sequential(() => readFile(path), calls),
        'fs.readFileSync (blocks)': () => sequential(() => Promise.resolve(readFileSync(path)), calls),
      };
      const measured = await interleave(subjects, 9);
      return {
        title,
        unit: 'µs',
        ...measured,
        reference: 'fs.promises',
        ...(target !== undefined && { target }),
      };
    }),
  );
}

/** 63 no-ops submitted after one call of 200 ms: when does the last of them return? */
function behindLongCall(): Promise<Result> {
  return withAll(2, async (all) => {
    const measure = async (contender: Contender): Promise<number> => {
      const start = performance.now();
      const long = contender.block(200);
      await Promise.all(Array.from({ length: 63 }, () => contender.noop()));
      const last = performance.now() - start;
      await long;
      return last;
    };
    const measured = await interleave(
      mapValues(all, (contender) => () => measure(contender)),
      21,
    );
    return {
      title: 'last of 63 no-ops behind a call of 200 ms',
      unit: 'ms',
      ...measured,
      reference: 'piscina',
      target: 0.6,
    };
  });
}

/** Each in a process of its own: a garbage collector has the memory of all contenders to deal with. */
function stallWhileReading(): Promise<Result> {
  return withFile(1024 * 1024, async (path) => {
    const measured = await interleave(
      Object.fromEntries(names.map((name) => [name, () => inChild('stall', name, path)])),
      9,
    );
    const title = 'longest stall while 200 × 1 MiB are read';
    return { title, unit: 'ms', ...measured, reference: 'piscina', target: 0.5 };
  });
}

/** A process that makes one call: from before the import to the result. No pool can be faster than the bare worker. */
async function coldStart(): Promise<Result> {
  const subjects = Object.fromEntries(names.map((name) => [name, () => inChild('cold', name)]));
  const measured = await interleave({ ...subjects, 'a bare worker': () => inChild('bare') }, 21);
  return {
    title: 'first call of a process, import included',
    unit: 'ms',
    ...measured,
    reference: 'piscina',
    target: 0.8,
  };
}

async function memory(): Promise<Result> {
  const measured = await interleave(
    Object.fromEntries(names.map((name) => [name, () => inChild('memory', name)])),
    3,
  );
  return { title: 'memory a worker', unit: 'MiB', ...measured, reference: 'piscina' };
}

/** @returns NaN if it failed or hung */
function inChild(what: Measure, name = '', path = ''): number {
  const child = fileURLToPath(new URL('child.ts', import.meta.url));
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', child, what, name, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: TIME_LIMIT,
    killSignal: 'SIGKILL',
  });
  return stdout === '' ? NaN : Number(stdout);
}

async function withAll<T>(workers: number, use: (all: Record<string, Contender>) => Promise<T>): Promise<T> {
  const all: Record<string, Contender> = {};
  for (const name of names) {
    const contender = (all[name] = await contenders[name](workers));
    // All workers are up before anything is measured.
    await Promise.all(Array.from({ length: workers * 4 }, () => contender.block(20)));
  }
  try {
    return await use(all);
  } finally {
    for (const contender of Object.values(all)) await inTime(() => contender.close().then(() => 0));
  }
}

async function withFile<T>(size: number, use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'to-thread-bench-'));
  const path = join(folder, 'file');
  writeFileSync(path, Buffer.alloc(size, 'x'));
  try {
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let i = 0; i < times; i++) total += await measure();
  return total / times;
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
