/**
 * Measures one contender in a process of its own, and prints the figure: `child.ts cold|memory|texts|stall <name> [path]`, or `child.ts bare`.
 */
import { writeSync } from 'node:fs';
import { texts } from './arguments.ts';
import { pools, type Pool } from './contenders.ts';
import { endProcess, interleave, longestStall } from './measure.ts';

const [, , what, name, path = ''] = process.argv as [string, string, Measure, Pool, string?];

export type Measure = keyof typeof measure;

const measure = {
  /** Milliseconds from before the import of the pool to the first result. */
  async cold(): Promise<number> {
    const start = performance.now();
    const pool = await pools[name](1);
    await pool.noop();
    return performance.now() - start;
  },
  /** The same for a worker thread that says a word, and nothing around it. */
  async bare(): Promise<number> {
    const start = performance.now();
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const program = "process.getBuiltinModule('node:worker_threads').parentPort.postMessage(0)";
    const worker = new Worker(program, { eval: true });
    await new Promise((resolve) => worker.once('message', resolve));
    return performance.now() - start;
  },
  /** MiB that each further worker takes. */
  async memory(): Promise<number> {
    const one = await residentWith(1);
    const further = 8;
    return ((await residentWith(further)) - one) / further / 1024 / 1024;
  },
  /** MiB that resident memory grows by at most while 30 texts of 20 MB wait for a busy worker. */
  async texts(): Promise<number> {
    const pool = await pools[name](1);
    await pool.block(20);
    const all = texts();
    const before = process.memoryUsage.rss();
    const long = pool.block(300);
    await Promise.all(all.map(pool.take));
    await long;
    return process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024;
  },
  /** Milliseconds of the longest stall while a file is read 200 times by two workers. */
  async stall(): Promise<number> {
    const pool = await pools[name](2);
    await Promise.all(Array.from({ length: 8 }, () => pool.block(20)));
    const readAll = (): Promise<unknown> => Promise.all(Array.from({ length: 200 }, () => pool.read(path)));
    const { figures } = await interleave({ stall: () => longestStall(readAll) }, 5);
    return figures['stall'] ?? NaN;
  },
};

async function residentWith(workers: number): Promise<number> {
  const pool = await pools[name](workers);
  await Promise.all(Array.from({ length: workers * 4 }, () => pool.block(30)));
  return process.memoryUsage.rss();
}

writeSync(1, String(await measure[what]()));
endProcess();
