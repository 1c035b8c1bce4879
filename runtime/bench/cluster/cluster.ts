/**
 * What a call to another machine costs, beside plain BullMQ doing the same by hand: latency one by one, calls in flight,
 * results of 1 KiB and 1 MiB, and the CPU of client, worker and Redis. One run has all, in turns. Functions that block may
 * not run where a worker speaks with Redis, so that the ratio is that to plain BullMQ on threads; where it calls them in its
 * loop, and what a call to a thread of this machine costs, is there to compare. It starts a Redis of its own.
 *
 * `npm run bench:cluster -w to-thread`, with the number of rounds after `--`.
 */
import { Queue, QueueEvents } from 'bullmq';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ThreadPoolExecutor } from 'to-thread';
import { BullMQExecutor } from 'to-thread/bullmq';
import { clientCpu, cpuOf, root, SECRET, start, startRedis, startWorker } from './processes.ts';
import * as work from './work.mjs';

const PORT = 7399;
const CONCURRENCY = '2';
const rounds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'to-thread-bench-'));

/** A way of making calls, and the process at its other end. */
interface Side {
  readonly call: (name: 'nothing' | 'bytes', ...args: number[]) => Promise<unknown>;
  readonly host: ChildProcess | undefined;
}

interface Figures {
  readonly milliseconds: number;
  readonly clientCpu: number;
  readonly hostCpu: number;
  readonly redisCpu: number;
}

const FIGURES = [
  ['milliseconds', ''],
  ['clientCpu', ', CPU of the client'],
  ['hostCpu', ', CPU of the worker'],
  ['redisCpu', ', CPU of Redis'],
] as const;

const scenarios: Readonly<Record<string, (side: Side) => Promise<number>>> = {
  'one by one': (side) => oneByOne(300, () => side.call('nothing')),
  '1,000 in flight': async (side) => {
    await Promise.all(Array.from({ length: 1000 }, () => side.call('nothing')));
    return 1000;
  },
  'results of 1 KiB': (side) => oneByOne(200, () => side.call('bytes', 1024)),
  'results of 1 MiB': (side) => oneByOne(30, () => side.call('bytes', 2 ** 20)),
};

const redis = await startRedis(PORT, folder);
const connection = { port: PORT };
const url = `redis://127.0.0.1:${PORT}`;
const threads = new ThreadPoolExecutor({ maxWorkers: Number(CONCURRENCY) });
const ends: (() => Promise<unknown>)[] = [() => threads.shutdown()];

/** Plain BullMQ, whose worker calls functions there. */
async function plain(name: string, place: 'loop' | 'threads'): Promise<Side> {
  const program = fileURLToPath(new URL('plain-worker.mjs', import.meta.url));
  const host = await start(process.execPath, [program, name, place, String(PORT), CONCURRENCY]);
  const queue = new Queue(name, { connection });
  const events = new QueueEvents(name, { connection });
  // Each call that waits listens.
  events.setMaxListeners(0);
  await events.waitUntilReady();
  ends.push(
    () => queue.close(),
    () => events.close(),
  );
  return {
    host,
    async call(name, ...args) {
      const job = await queue.add(name, args, { removeOnComplete: { count: 2000 } });
      const result = (await job.waitUntilFinished(events)) as { readonly base64?: string } | number;
      return typeof result === 'object' ? Buffer.from(result.base64 ?? '', 'base64') : result;
    },
  };
}

async function ours(queue: string, ahead: string): Promise<Side> {
  const host = await startWorker(queue, url, CONCURRENCY, ahead);
  const cluster = new BullMQExecutor({ queue, connection: url, secret: SECRET, root, checkInterval: 30_000 });
  ends.push(() => cluster.shutdown());
  return { host, call: (name, ...args) => cluster.submit(work[name] as () => unknown, ...(args as [])) };
}

const sides: Readonly<Record<string, Side>> = {
  'BullMQ on threads': await plain('sandboxed', 'threads'),
  BullMQExecutor: await ours('ours', '0'),
  '`--ahead 8`': await ours('ahead', '8'),
  'BullMQ in its loop': await plain('plain', 'loop'),
  'a thread here': {
    host: undefined,
    call: (name, ...args) => threads.submit(work[name] as () => unknown, ...(args as [])),
  },
};

const measured = new Map<string, Figures[]>();
// Until the compiler of V8 has seen enough of both ends, what is measured is that compiler.
for (const side of Object.values(sides)) {
  for (let i = 0; i < 4; i++) await scenarios['1,000 in flight']?.(side);
  await scenarios['one by one']?.(side);
}
for (let round = 0; round < rounds; round++) {
  for (const [scenario, run] of Object.entries(scenarios)) {
    const turns = Object.entries(sides);
    for (const [name, side] of round % 2 === 0 ? turns : turns.toReversed()) {
      const key = `${scenario}/${name}`;
      measured.set(key, [...(measured.get(key) ?? []), await measure(side, run)]);
    }
  }
}

const names = Object.keys(sides);
console.log(
  `A call in milliseconds on Node ${process.version}: the least time of ${rounds} rounds, since what else runs here only adds ` +
    'to it, and medians of CPU.\n',
);
console.log(`| | ${names[0]} | ${names[1]} | ratio | ${names.slice(2).join(' | ')} |`);
console.log(`| --- | ${'--- | '.repeat(names.length + 1)}`);
for (const scenario of Object.keys(scenarios)) {
  for (const [figure, what] of FIGURES) {
    const [plain = NaN, ours = NaN, ...rest] = names.map((name) =>
      typical(
        figure,
        (measured.get(`${scenario}/${name}`) ?? []).map((each) => each[figure]),
      ),
    );
    const ratio = (ours / plain).toFixed(2);
    const shown = [shownAs(plain), shownAs(ours), ratio, ...rest.map(shownAs)];
    console.log(`| ${scenario}${what} | ${shown.join(' | ')} |`);
  }
}

await Promise.all(ends.map((end) => end()));
for (const child of [...Object.values(sides).map(({ host }) => host), redis]) {
  if (!child) continue;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
rmSync(folder, { recursive: true, force: true });

function shownAs(milliseconds: number): string {
  return milliseconds === 0 ? '–' : milliseconds.toFixed(milliseconds < 1 ? 3 : 2);
}

async function oneByOne(times: number, call: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < times; i++) await call();
  return times;
}

async function measure(side: Side, run: (side: Side) => Promise<number>): Promise<Figures> {
  const [clientBefore, hostBefore, redisBefore] = [clientCpu(), cpuOf(side.host), cpuOf(redis)];
  const start = performance.now();
  const calls = await run(side);
  const milliseconds = (performance.now() - start) / calls;
  return {
    milliseconds,
    clientCpu: (clientCpu() - clientBefore) / calls,
    hostCpu: (cpuOf(side.host) - hostBefore) / calls,
    redisCpu: (cpuOf(redis) - redisBefore) / calls,
  };
}

function typical(figure: keyof Figures, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[figure === 'milliseconds' ? 0 : Math.floor(sorted.length / 2)] ?? NaN;
}
