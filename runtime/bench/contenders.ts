import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What every pool is asked to do. */
export interface Contender {
  readonly noop: () => Promise<unknown>;
  /** Keeps a worker busy for so many milliseconds. */
  readonly block: (milliseconds: number) => Promise<unknown>;
  readonly read: (path: string) => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

export type Name = keyof typeof contenders;

/** Each pool at the settings that its own documentation recommends for speed. */
export const contenders = {
  async 'to-thread'(workers: number): Promise<Contender> {
    const { ThreadPoolExecutor } = await import('to-thread');
    const pool = new ThreadPoolExecutor({ minWorkers: workers, maxWorkers: workers });
    const sleeper = new Int32Array(new SharedArrayBuffer(4));
    return {
      noop: () => pool.submit(Math.abs, 0),
      block: (milliseconds) => pool.submit(Atomics.wait, sleeper, 0, 0, milliseconds),
      read: (path) => pool.submit(readFileSync, path),
      close: () => pool.shutdown(),
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
    return named(
      (task) => pool.run(task),
      () => pool.destroy(),
    );
  },
  async tinypool(workers: number): Promise<Contender> {
    const { Tinypool } = await import('tinypool');
    const pool = new Tinypool({ filename: file('handler'), minThreads: workers, maxThreads: workers });
    return named(
      (task) => pool.run(task),
      () => pool.destroy(),
    );
  },
  async workerpool(workers: number): Promise<Contender> {
    const { default: workerpool } = await import('workerpool');
    const options = { workerType: 'thread', minWorkers: workers, maxWorkers: workers } as const;
    const pool = workerpool.pool(file('workerpool'), options);
    return named(
      async (task) => pool.exec('handle', [task]),
      async () => pool.terminate(),
    );
  },
  async poolifier(workers: number): Promise<Contender> {
    const { FixedThreadPool } = await import('poolifier');
    const pool = new FixedThreadPool(workers, file('poolifier'));
    return named(
      (task) => pool.execute(task),
      () => pool.destroy(),
    );
  },
};

interface NamedTask {
  readonly name: string;
  readonly argument?: unknown;
}

function named(run: (task: NamedTask) => Promise<unknown>, close: () => Promise<unknown>): Contender {
  return {
    noop: () => run({ name: 'noop' }),
    block: (argument) => run({ name: 'block', argument }),
    read: (argument) => run({ name: 'read', argument }),
    close,
  };
}

function file(name: string): string {
  return fileURLToPath(new URL(`peers/${name}.mjs`, import.meta.url));
}
