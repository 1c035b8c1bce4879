import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { crowdedModule } from './crowded.ts';

/** What every pool is asked to do. */
export interface Contender {
  readonly noop: () => Promise<unknown>;
  /** Keeps a worker busy for so many milliseconds. */
  readonly block: (milliseconds: number) => Promise<unknown>;
  readonly read: (path: string) => Promise<unknown>;
  /** Gives a worker something that it does nothing with. */
  readonly take: (argument: unknown) => Promise<unknown>;
  /** A no-op that is a function made for this call, where functions are passed. */
  readonly closure: () => Promise<unknown>;
  /** The same if it uses a global variable, and if it has thousands of variables around it as well. */
  readonly closureOfGlobal: () => Promise<unknown>;
  readonly crowdedClosure: () => Promise<unknown>;
}

export type Pool = keyof typeof pools;
export type Reader = keyof typeof readers;

/** Each pool at the settings that its own documentation recommends for speed. */
export const pools = {
  async 'to-thread'(workers: number): Promise<Contender> {
    const { ThreadPoolExecutor } = await import('to-thread');
    const pool = new ThreadPoolExecutor({ minWorkers: workers, maxWorkers: workers });
    const crowded = await crowdedModule();
    const sleeper = new Int32Array(new SharedArrayBuffer(4));
    return {
      noop: () => pool.submit(Math.abs, 0),
      block: (milliseconds) => pool.submit(Atomics.wait, sleeper, 0, 0, milliseconds),
      read: (path) => pool.submit(readFileSync, path),
      take: (argument) => pool.submit(ignore, argument),
      closure: () => pool.submit((count: number): number => count + 1, 0),
      closureOfGlobal: () => pool.submit((count: number): number => Math.abs(count + 1), 0),
      crowdedClosure: () => crowded.call(pool.submit),
    };
  },
  async piscina(workers: number): Promise<Contender> {
    const { Piscina } = await import('piscina');
    const pool = new Piscina({
      filename: file('handler'),
      minThreads: workers,
      maxThreads: workers,
      recordTiming: false,
    });
    return named((task) => pool.run(task));
  },
  async tinypool(workers: number): Promise<Contender> {
    const { Tinypool } = await import('tinypool');
    const pool = new Tinypool({ filename: file('handler'), minThreads: workers, maxThreads: workers });
    return named((task) => pool.run(task));
  },
  async workerpool(workers: number): Promise<Contender> {
    const { default: workerpool } = await import('workerpool');
    const options = { workerType: 'thread', minWorkers: workers, maxWorkers: workers } as const;
    const pool = workerpool.pool(file('workerpool'), options);
    return named(async (task) => pool.exec('handle', [task]));
  },
  async poolifier(workers: number): Promise<Contender> {
    const { FixedThreadPool } = await import('poolifier');
    const pool = new FixedThreadPool(workers, file('poolifier'));
    return named((task) => pool.execute(task));
  },
};

/** Ways to read a file without a pool. */
export const readers = {
  'fs.promises': () => reader((path) => readFile(path)),
  'fs.readFileSync (blocks)': () => reader((path) => Promise.resolve(readFileSync(path))),
};

interface NamedTask {
  readonly name: string;
  readonly argument?: unknown;
}

function named(run: (task: NamedTask) => Promise<unknown>): Contender {
  const noop = (): Promise<unknown> => run({ name: 'noop' });
  return {
    noop,
    block: (argument) => run({ name: 'block', argument }),
    read: (argument) => run({ name: 'read', argument }),
    take: (argument) => run({ name: 'take', argument }),
    closure: noop,
    closureOfGlobal: noop,
    crowdedClosure: noop,
  };
}

function reader(read: Contender['read']): Contender {
  const refuse = (): Promise<never> => Promise.reject(new Error('This only reads files.'));
  return {
    read,
    ...{ noop: refuse, block: refuse, take: refuse },
    ...{ closure: refuse, closureOfGlobal: refuse, crowdedClosure: refuse },
  };
}

function ignore(argument: unknown): number {
  return typeof argument === 'undefined' ? 1 : 0;
}

function file(name: string): string {
  return fileURLToPath(new URL(`peers/${name}.mjs`, import.meta.url));
}
