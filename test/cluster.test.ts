/**
 * The example of a cluster, with the packed tarball: what its Dockerfile and compose file run is run here one by one, without
 * Docker, with a Redis and ports of the test's own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { root } from './documentation/house.ts';
import { npm } from './support/npm.ts';
import { run } from './support/program.ts';

const example = join(root, 'runtime/examples/cluster');
const dockerfile = await readFile(join(example, 'Dockerfile'), 'utf8');
const compose = await readFile(join(example, 'compose.yaml'), 'utf8');
const secret = 'known to this test alone';

let folder = '';
let environment: Readonly<Record<string, string>> = {};
let healthPort = 0;

/** The words of the instruction of that name, which is a list of words or a line. */
function instruction(name: string): string[] {
  const [, line = ''] = new RegExp(`^${name} (.*)$`, 'm').exec(dockerfile) ?? [];
  return line.startsWith('[') ? (JSON.parse(line) as string[]) : line.split(' ');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'to-thread-cluster-'));
  const [redisPort, port] = [await freePort(), await freePort()];
  healthPort = port;
  environment = {
    NODE_OPTIONS: '',
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    TO_THREAD_SECRET: secret,
  };
  // COPY and RUN; the registry does not have this version yet.
  const manifest = await readFile(join(example, 'package.json'), 'utf8');
  await writeFile(
    join(folder, 'package.json'),
    manifest.replace('"^0.1.0"', `"file:${inject('tarballs').runtime}"`),
  );
  const [command, ...words] = instruction('RUN');
  expect(command).toBe('npm');
  await npm([...words, '--prefer-offline'], folder);
  for (const file of /^COPY (.*mjs) \.\/$/m.exec(dockerfile)?.[1]?.split(' ') ?? []) {
    await copyFile(join(example, file), join(folder, file));
  }
  const redis = /command: \[('redis-server'.*)\]/.exec(compose)?.[1]?.replaceAll("'", '').split(', ') ?? [];
  const own = ['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', folder];
  start(redis[0] ?? '', [...redis.slice(1), ...own]);
});

const started: ChildProcess[] = [];

afterAll(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

function start(command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  return child;
}

describe('the container of a worker', () => {
  test('is healthy, makes the calls of the client, and ends when it is told to', async () => {
    const [command = '', ...words] = instruction('CMD');
    const worker = start(
      join(folder, command),
      words.map((word) => (word === '9090' ? String(healthPort) : word)),
    );
    const ended = once(worker, 'exit');
    const ask = async (path: string): Promise<string | undefined> => {
      const response = await fetch(`http://127.0.0.1:${healthPort}/${path}`).catch(() => undefined);
      return response?.ok === true ? response.text() : undefined;
    };
    while ((await ask('readyz')) === undefined) await sleep(50);

    const [, ...health] = instruction('HEALTHCHECK --interval=10s CMD').map((word) =>
      word.replace('9090', String(healthPort)),
    );
    expect((await run(process.execPath, health, { cwd: folder })).code).toBe(0);

    const [, client = ''] = /command: \['node', '(main\.mjs)'\]/.exec(compose) ?? [];
    const outcome = await run(process.execPath, [client], { cwd: folder, env: environment });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^(?:[\da-f]{16}\n){3}$/);

    const metrics = await ask('metrics');
    expect(metrics).toContain('to_thread_waiting{queue="example"} 0');
    expect(metrics).toContain('to_thread_made_total{queue="example"} 3');

    worker.kill(instruction('STOPSIGNAL')[0] as NodeJS.Signals);
    expect(await ended).toEqual([0, null]);
  });
});

test('without a secret, a queue or the packages it needs, the worker says so in one sentence', async () => {
  const [command = ''] = instruction('CMD');
  const tell = async (
    words: readonly string[],
    own: Readonly<Record<string, string>>,
    cwd = folder,
  ): Promise<string> => {
    const { stderr, code } = await run(join(cwd, command), words, { cwd, env: { ...environment, ...own } });
    expect(code).toBe(1);
    return stderr.trim();
  };
  const words = ['worker', '--queue', 'example', '--allow', 'work.mjs'];
  expect(await tell(words, { TO_THREAD_SECRET: '' })).toBe(
    'TO_THREAD_SECRET has to be set, to at least 16 characters that only clients and workers know.',
  );
  expect(await tell(['worker', '--allow', 'work.mjs'], {})).toContain("required option '--queue <name>'");
  const bare = await mkdtemp(join(tmpdir(), 'to-thread-bare-'));
  onTestFinished(() => rm(bare, { recursive: true, force: true }));
  await writeFile(join(bare, 'package.json'), '{ "private": true }');
  await npm(['install', inject('tarballs').runtime, '--prefer-offline', '--no-audit', '--no-fund'], bare);
  const missing = 'Calls on other machines need the packages bullmq and ioredis: npm install bullmq ioredis';
  expect(await tell(words, {}, bare)).toBe(missing);
  const code = `import('to-thread/bullmq').then(({ BullMQExecutor }) => new BullMQExecutor({ queue: 'q' })).catch((error) => console.log(error.code, error.message))`;
  const client = await run(process.execPath, ['--eval', code], { cwd: bare, env: environment });
  expect(client.stdout.trim()).toBe(`ERR_MISSING_PEER ${missing}`);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
