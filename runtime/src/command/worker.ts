import { InvalidArgumentError, Option, type Command } from 'commander';
import { realpath } from 'node:fs/promises';
import { availableParallelism, hostname } from 'node:os';
import { clusterAt, usualPrefix } from '../cluster/connection.ts';
import { here } from '../cluster/here.ts';
import { keepHealthFile, serveHealth } from '../cluster/host/health.ts';
import { Host } from '../cluster/host/host.ts';
import { logTo } from '../cluster/host/log.ts';
import { loadPeers } from '../cluster/peers.ts';

interface WorkerOptions {
  readonly queue: string;
  readonly allow: readonly string[];
  readonly redis: string;
  readonly redisCluster: boolean;
  readonly root: string;
  readonly concurrency: number;
  readonly ahead: number;
  readonly name: string;
  readonly functionTexts: boolean;
  readonly anyVersion: boolean;
  readonly maxResult: number;
  readonly lock: number;
  readonly grace: number;
  readonly health?: string;
  readonly healthFile?: string;
  readonly log: 'lines' | 'json';
  readonly prefix?: string;
  readonly report: number;
}

/** `npx to-thread worker`: a host of a cluster. */
export function addWorker(program: Command): void {
  const { env } = process;
  program
    .command('worker')
    .description('takes calls that a BullMQExecutor makes, and runs them on the threads of this machine')
    .requiredOption('--queue <name>', 'the queue that calls are taken from')
    .requiredOption(
      '--allow <glob...>',
      "what may be called: files below the root ('src/**'), modules of Node ('node:zlib'), packages ('npm:sharp')",
    )
    .option('--redis <url>', 'where Redis is', env['REDIS_URL'] ?? 'redis://127.0.0.1:6379')
    .option('--redis-cluster', 'it is a node of a cluster of Redis', false)
    .option('--root <folder>', 'the folder of the code, which the clients have as well', '.')
    .option('--concurrency <n>', 'how many calls run at a time', count, availableParallelism())
    .option(
      '--ahead <n>',
      'how many more are taken: more calls a second if they are short, but they wait behind long ones',
      count,
      0,
    )
    .option('--name <name>', 'how it is called in messages', `${hostname()}-${process.pid}`)
    .option('--function-texts', 'runs functions that come as texts, and so anything', false)
    .option('--any-version', 'makes calls although the client has another version of the code', false)
    .option('--max-result <bytes>', 'the most that a result may take', count, 2 ** 20)
    .option(
      '--lock <ms>',
      'after how long without a sign of life other workers take its calls for lost',
      count,
      10_000,
    )
    .option('--grace <ms>', 'how long calls may go on after SIGTERM', count, 25_000)
    .option(
      '--health <address>',
      'serves /healthz, /readyz and /metrics: a port of 127.0.0.1, or <address>:<port>',
    )
    .option('--health-file <path>', 'a file that is kept fresh while it takes calls')
    .option('--report <ms>', 'how often the log says how many calls wait; 0 for never', count, 60_000)
    .addOption(
      new Option('--log <form>', 'how it writes what happens').choices(['lines', 'json']).default('lines'),
    )
    .option(
      '--prefix <prefix>',
      'what the keys of BullMQ begin with (default: "bull", in a cluster "{bull}")',
    )
    .addHelpText('after', '\nThe secret that its clients know as well is in TO_THREAD_SECRET.')
    .action(runWorker);
}

async function runWorker(options: WorkerOptions, command: Command): Promise<void> {
  const secret = process.env['TO_THREAD_SECRET'] ?? '';
  if (secret.length < 16) {
    command.error(
      'TO_THREAD_SECRET has to be set, to at least 16 characters that only clients and workers know.',
    );
  }
  // Nobody may read what it writes any more.
  process.stdout.on('error', () => undefined);
  const log = logTo((line) => process.stdout.write(line), options.log);
  const { queue, redis, root, concurrency, name, grace, health, healthFile, allow, report } = options;
  const found = peers(command);
  const connection = options.redisCluster ? clusterAt(found, redis) : redis;
  const { prefix = usualPrefix(connection) } = options;
  const host = new Host({ ...options, connection, prefix, secret, root: await realpath(root) }, found, log);
  log('starting', { name, queue, concurrency, allow: allow.join(','), node: process.version });
  const server = health === undefined ? undefined : await serveHealth(host, queue, health);
  let stopFile: (() => Promise<void>) | undefined;
  let isEnding = false;
  const end = (signal: NodeJS.Signals): void => {
    // Who asks twice does not want to wait.
    if (isEnding) process.exit(1);
    isEnding = true;
    log('draining', { signal, calls: host.runningCalls });
    void host.drain(grace).then(async () => {
      await stopFile?.();
      server?.close();
      log('ended', host.counts);
      process.exit(0);
    });
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  await host.start();
  if (healthFile !== undefined) stopFile = keepHealthFile(host, healthFile);
  if (report > 0) {
    setInterval(() => {
      host.countWaiting().then(
        (waiting) => {
          log('queue', { queue, waiting, running: host.runningCalls });
        },
        () => undefined,
      );
    }, report).unref();
  }
  log('ready', { queue, waiting: await host.countWaiting() });
}

function peers(command: Command): ReturnType<typeof loadPeers> {
  try {
    return loadPeers(here);
  } catch (error) {
    command.error((error as Error).message);
  }
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It has to be a whole number.');
  return value;
}
