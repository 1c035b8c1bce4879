/**
 * What a call to another machine costs, beside plain BullMQ doing the same by hand: latency one by one, calls in flight,
 * results of 1 KiB and 1 MiB, and the CPU of both ends. One run has both, in turns, and their ratio; the cost of a call to a
 * thread of this machine is there to compare. It starts a Redis of its own.
 *
 * `npm run bench:cluster -w to-thread`, with the number of rounds after `--`.
 */
import { Queue, QueueEvents } from 'bullmq';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ThreadPoolExecutor } from 'to-thread';
import { BullMQExecutor } from 'to-thread/bullmq';
import * as work from './work.mjs';

const PORT = 7399;
const SECRET = 'known to the bench alone';
const CONCURRENCY = '2';
const rounds = Number(process.argv[2] ?? 5);
const root = fileURLToPath(new URL('../..', import.meta.url));
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
}

const scenarios: Readonly<Record<string, (side: Side) => Promise<number>>> = {
  'one by one': (side) => oneByOne(300, () => side.call('nothing')),
  '1,000 in flight': async (side) => {
    await Promise.all(Array.from({ length: 1000 }, () => side.call('nothing')));
    return 1000;
  },
  'results of 1 KiB': (side) => oneByOne(200, () => side.call('bytes', 1024)),
  'results of 1 MiB': (side) => oneByOne(30, () => side.call('bytes', 2 ** 20)),
};

const redis = await start('redis-server', [
  ...['--port', String(PORT), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'],
]);
const worker = fileURLToPath(new URL('../../dist/command.js', import.meta.url));
const plainHost = await start(process.execPath, [
  fileURLToPath(new URL('plain-worker.mjs', import.meta.url)),
  String(PORT),
  CONCURRENCY,
]);
const ourHost = await start(process.execPath, [
  ...[worker, 'worker', '--queue', 'ours', '--redis', `redis://127.0.0.1:${PORT}`, '--allow', 'bench/**'],
  ...['--concurrency', CONCURRENCY, '--root', root, '--max-result', String(2 ** 22)],
]);

const connection = { port: PORT };
const queue = new Queue('plain', { connection });
const events = new QueueEvents('plain', { connection });
// Each call that waits listens.
events.setMaxListeners(0);
await events.waitUntilReady();
const cluster = new BullMQExecutor({
  ...{ queue: 'ours', connection: `redis://127.0.0.1:${PORT}`, secret: SECRET, root, checkInterval: 30_000 },
});
const threads = new ThreadPoolExecutor({ maxWorkers: Number(CONCURRENCY) });

const sides: Readonly<Record<string, Side>> = {
  plain: {
    host: plainHost,
    async call(name, ...args) {
      const job = await queue.add(name, args, { removeOnComplete: { count: 2000 } });
      const result = (await job.waitUntilFinished(events)) as { readonly base64?: string } | number;
      return typeof result === 'object' ? Buffer.from(result.base64 ?? '', 'base64') : result;
    },
  },
  ours: {
    host: ourHost,
    call: (name, ...args) => cluster.submit(work[name] as () => unknown, ...(args as [])),
  },
  threads: {
    host: undefined,
    call: (name, ...args) => threads.submit(work[name] as () => unknown, ...(args as [])),
  },
};

const measured = new Map<string, Figures[]>();
for (const side of Object.values(sides)) for (let i = 0; i < 300; i++) await side.call('nothing');
for (let round = 0; round < rounds; round++) {
  for (const [scenario, run] of Object.entries(scenarios)) {
    const turns = Object.entries(sides);
    for (const [name, side] of round % 2 === 0 ? turns : turns.toReversed()) {
      const key = `${scenario}/${name}`;
      measured.set(key, [...(measured.get(key) ?? []), await measure(side, run)]);
    }
  }
}

console.log(`A call, medians of ${rounds} rounds on Node ${process.version}; ratios to plain BullMQ.\n`);
console.log('| | plain BullMQ | BullMQExecutor | ratio | a thread |\n| --- | --- | --- | --- | --- |');
for (const scenario of Object.keys(scenarios)) {
  for (const [figure, what, unit] of [
    ['milliseconds', '', 'ms'],
    ['clientCpu', ', CPU of the client', 'ms'],
    ['hostCpu', ', CPU of the worker', 'ms'],
  ] as const) {
    const [plain, ours, thread] = Object.keys(sides).map((name) =>
      median((measured.get(`${scenario}/${name}`) ?? []).map((each) => each[figure])),
    ) as [number, number, number];
    const shown = [plain, ours].map((value) => `${value.toFixed(2)} ${unit}`);
    const ofThread = figure === 'hostCpu' ? '–' : `${thread.toFixed(3)} ${unit}`;
    console.log(`| ${scenario}${what} | ${shown.join(' | ')} | ${(ours / plain).toFixed(2)} | ${ofThread} |`);
  }
}

await Promise.all([queue.close(), events.close(), cluster.shutdown(), threads.shutdown()]);
for (const child of [plainHost, ourHost, redis]) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
rmSync(folder, { recursive: true, force: true });

async function oneByOne(times: number, call: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < times; i++) await call();
  return times;
}

async function measure(side: Side, run: (side: Side) => Promise<number>): Promise<Figures> {
  const [clientBefore, hostBefore] = [clientCpu(), cpuOf(side.host)];
  const start = performance.now();
  const calls = await run(side);
  const milliseconds = (performance.now() - start) / calls;
  return {
    milliseconds,
    clientCpu: (clientCpu() - clientBefore) / calls,
    hostCpu: (cpuOf(side.host) - hostBefore) / calls,
  };
}

function clientCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of CPU that a process has taken, with all its threads. Linux counts them in hundredths of a second. */
function cpuOf(child: ChildProcess | undefined): number {
  if (!child) return 0;
  const fields = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Starts a process, and waits until it says that it is ready. */
async function start(command: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, {
    env: { ...process.env, TO_THREAD_SECRET: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  child.once('error', () => {
    throw new Error(`${command} is not there. On Debian and Ubuntu: apt-get install redis-server`);
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => {
      if (/\bready\b/i.test(text.toString())) resolve();
    });
  });
  return child;
}
