/**
 * `npm run soak`: 100,000 calls, 10,000 aborts and 1,000 killed workers in one process. Prints memory, handles, threads
 * and open files before and after each, which have to stay flat. Linux.
 */
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { ThreadPoolExecutor } from 'to-thread';

const scale = Number(process.argv[2] ?? 1);
const pool = new ThreadPoolExecutor({ maxWorkers: 2, minWorkers: 2 });
const shared = new Int32Array(new SharedArrayBuffer(4));

interface Trial {
  readonly times: number;
  readonly batch: number;
  readonly once: () => Promise<unknown>;
}

const trials: Readonly<Record<string, Trial>> = {
  calls: { times: 100_000, batch: 1000, once: () => pool.submit(Buffer.alloc, 1000, 'x') },
  'aborted while waiting': { times: 9000, batch: 100, once: () => abortSoon() },
  'aborted while running': { times: 1000, batch: 2, once: () => abortWhenRunning() },
  'killed workers': {
    times: 1000,
    batch: 2,
    once: () => pool.submit(() => process.exit(1)).catch(() => undefined),
  },
};

console.log(row('', ['heap MiB', 'rss MiB', 'handles', 'threads', 'files', 'seconds']));
for (const [name, { times, batch, once }] of Object.entries(trials)) {
  // The first tenth brings everything to its working size.
  await repeat(Math.ceil((times * scale) / 10), batch, once);
  console.log(row(`before ${name}`, await figures()));
  const start = performance.now();
  const count = Math.ceil(times * scale);
  await repeat(count, batch, once);
  console.log(
    row(`after ${count.toLocaleString('en')}`, [
      ...(await figures()),
      ((performance.now() - start) / 1000).toFixed(1),
    ]),
  );
}
console.log(pool.stats);
await pool.shutdown();

async function repeat(times: number, batch: number, once: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < times; done += batch) {
    await Promise.all(Array.from({ length: batch }, once));
    process.stderr.write(`\r${String(done)}`);
  }
  process.stderr.write('\r\u001b[K');
}

async function abortSoon(): Promise<void> {
  const controller = new AbortController();
  const call = pool.run(Math.max, [1], { signal: controller.signal }).catch(() => undefined);
  controller.abort();
  await call;
}

async function abortWhenRunning(): Promise<void> {
  const controller = new AbortController();
  const call = pool.run(Atomics.wait, [shared, 0, 0], { signal: controller.signal }).catch(() => undefined);
  while (pool.stats.running === 0) await setTimeout(0);
  controller.abort();
  await call;
}

async function figures(): Promise<string[]> {
  await pool.submit(Math.max, 1);
  // Killed threads are gone within milliseconds.
  for (let i = 0; pool.stats.abandoned > 0 && i < 1000; i++) await setTimeout(1);
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  const count = (folder: string): string => String(readdirSync(folder).length);
  const handles = String(process.getActiveResourcesInfo().length);
  return [mebibytes(heapUsed), mebibytes(rss), handles, count('/proc/self/task'), count('/proc/self/fd')];
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(30) + cells.map((cell) => cell.padStart(10)).join('');
}
