import { spawn, type ChildProcess } from 'node:child_process';
import { endWithTests } from './processes.ts';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Redis of a test's own, on a port of the loopback interface, that keeps what it has over a restart. */
export class RedisServer {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'to-thread-redis-'));
  #process: ChildProcess | undefined;

  readonly #settings: readonly string[];

  private constructor(port: number, settings: readonly string[]) {
    this.port = port;
    this.#settings = settings;
  }

  /** @param settings more that it is told */
  static async start(settings: readonly string[] = []): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder];
    const kept = ['--appendonly', 'yes', '--save', ''];
    const started = spawn('redis-server', [...settings, ...kept, ...this.#settings], {
      stdio: 'ignore',
    });
    this.#process = started;
    endWithTests(started);
    let failure: Error | undefined;
    started.once('error', (error) => {
      failure = error;
    });
    while (!(await isListening(this.port))) {
      if (failure || started.exitCode !== null) throw new Error(HOW_TO_GET, { cause: failure });
      await sleep(20);
    }
  }

  /** As a crash would end it. */
  async kill(): Promise<void> {
    const ended = this.#process;
    this.#process = undefined;
    if (ended?.exitCode !== null) return;
    ended.kill('SIGKILL');
    await once(ended, 'exit');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const HOW_TO_GET =
  'redis-server could not be started. These tests need it: apt-get install redis-server on Debian and Ubuntu.';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere: boolean) => (): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}
