/**
 * How far calls on other machines go: what a call costs client, Redis and worker while many are under way is measured here,
 * and from that it is computed what limits first where each has a core of its own. How right the computation is is seen by
 * what it says of this machine, where all share the cores there are, if nothing else runs on it.
 *
 * `npm run bench:limits -w to-thread`
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BullMQExecutor } from 'to-thread/bullmq';
import { clientCpu, cpuOf, root, SECRET, startRedis, startWorker } from './processes.ts';
import { simulate, type Costs, type Shape } from './simulation.ts';
import { nothing } from './work.mjs';

const PORT = 7398;
const CALLS = 5000;
const ROUNDS = 5;

const { costs, callsPerSecond } = await measured();
const { client, redis, worker } = costs;
const ofCall = `client ${client.toFixed(3)}, Redis ${redis.toFixed(3)}, worker ${worker.toFixed(3)}`;
console.log(`A call takes milliseconds of CPU: ${ofCall}.\n`);

/** As it was measured here. */
const HERE: Shape = {
  ...{ clients: 1, underWay: 1000, redis: 1, workers: 1, concurrency: 2, ahead: 8 },
  ...{ runs: 0.001, hop: 0.02, cores: availableParallelism() },
};
const here = simulate(costs, HERE).callsPerSecond;
const coresGot = ((client + redis + worker) * callsPerSecond) / 1000;
console.log(
  `This machine: ${callsPerSecond.toFixed(0)} calls a second measured, for which it gave ${coresGot.toFixed(2)} cores; ` +
    `${here.toFixed(0)} computed with all ${availableParallelism()}.\n`,
);

/** Machines of a network, each with a core for each of its threads. */
const THERE = { underWay: 500, hop: 0.15, runs: 0.1, concurrency: 8, ahead: 8 };
const shapes: readonly Shape[] = [
  { ...THERE, clients: 1, redis: 1, workers: 1 },
  { ...THERE, clients: 1, redis: 1, workers: 4 },
  { ...THERE, clients: 4, redis: 1, workers: 4 },
  { ...THERE, clients: 8, redis: 1, workers: 16 },
  { ...THERE, clients: 16, redis: 4, workers: 32 },
  { ...THERE, clients: 32, redis: 8, workers: 64 },
  { ...THERE, clients: 4, redis: 1, workers: 16, runs: 10 },
  { ...THERE, clients: 4, redis: 1, workers: 16, runs: 10, ahead: 0 },
  { ...THERE, clients: 4, redis: 1, workers: 64, runs: 100, ahead: 0 },
];
console.log('| clients | Redis | workers | a call runs | ahead | calls a second | what limits |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const shape of shapes) {
  const outcome = simulate(costs, shape);
  const [kind, part] = Object.entries(outcome.busy).reduce((most, each) => (each[1] > most[1] ? each : most));
  console.log(
    `| ${shape.clients} | ${shape.redis} | ${shape.workers} × ${shape.concurrency} | ${shape.runs} ms | ${shape.ahead} | ` +
      `${Math.round(outcome.callsPerSecond).toLocaleString('en')} | ${kind}, ${(100 * part).toFixed(0)} % busy |`,
  );
}

/** What calls cost here, of which many are under way. */
async function measured(): Promise<{ readonly costs: Costs; readonly callsPerSecond: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'to-thread-bench-'));
  const url = `redis://127.0.0.1:${PORT}`;
  const redis = await startRedis(PORT, folder);
  const worker = await startWorker('limits', url, '2', '8');
  const cluster = new BullMQExecutor({ queue: 'limits', connection: url, secret: SECRET, root });
  const rounds: (Costs & { readonly milliseconds: number })[] = [];
  // The first is for the compiler of V8.
  for (let round = 0; round <= ROUNDS; round++) {
    const before = [clientCpu(), cpuOf(redis), cpuOf(worker), performance.now()] as const;
    let left = CALLS;
    const goOn = async (): Promise<void> => {
      while (left-- > 0) await cluster.submit(nothing);
    };
    await Promise.all(Array.from({ length: 1000 }, goOn));
    const [client, atRedis, atWorker, milliseconds] = [
      ...[clientCpu() - before[0], cpuOf(redis) - before[1], cpuOf(worker) - before[2]],
      performance.now() - before[3],
    ].map((total) => total / CALLS) as [number, number, number, number];
    if (round > 0) rounds.push({ client, redis: atRedis, worker: atWorker, milliseconds });
  }
  await cluster.shutdown();
  for (const child of [worker, redis]) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
  const middle = (name: keyof (typeof rounds)[number]): number =>
    rounds.map((each) => each[name]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
  const costs = { client: middle('client'), redis: middle('redis'), worker: middle('worker') };
  return { costs, callsPerSecond: 1000 / middle('milliseconds') };
}
