import { spawn, type ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { endWithTests } from './processes.ts';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SECRET } from './client.ts';

/** The folder of the package, which is the root of the code in these tests. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const fixtures = 'tests/cluster/fixtures/**';

const command = fileURLToPath(new URL('../../../dist/command.js', import.meta.url));

/** What a worker has written into its log. */
export interface LogEntry extends Readonly<Record<string, unknown>> {
  readonly event: string;
}

interface WorkerOptions {
  readonly redis: string;
  readonly queue: string;
  readonly args?: readonly string[];
  readonly allow?: readonly string[];
  /** Options of Node. */
  readonly node?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly root?: string;
}

/** `npx to-thread worker`, as a process of its own. */
export class WorkerProcess {
  readonly log: LogEntry[] = [];
  readonly child: ChildProcess;
  /** What it has said that is no log. */
  errors = '';
  readonly #waiting = new Set<() => void>();

  constructor({
    redis,
    queue,
    args = [],
    allow = [fixtures],
    node = [],
    env,
    root: folder = root,
  }: WorkerOptions) {
    const given = [
      '--queue',
      queue,
      '--redis',
      redis,
      '--root',
      folder,
      '--log',
      'json',
      '--allow',
      ...allow,
    ];
    const settings = ['--concurrency', '2', '--lock', '1000', ...args];
    this.child = spawn(process.execPath, [...node, command, 'worker', ...given, ...settings], {
      env: { ...process.env, NODE_OPTIONS: '', TO_THREAD_SECRET: SECRET, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    endWithTests(this.child);
    let rest = '';
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('{')) this.log.push(JSON.parse(line) as LogEntry);
      for (const look of this.#waiting) look();
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    this.child.once('exit', () => {
      for (const look of this.#waiting) look();
    });
  }

  static async start(options: WorkerOptions): Promise<WorkerProcess> {
    const worker = new WorkerProcess(options);
    await worker.logged('ready');
    return worker;
  }

  /** Resolves with the first entry of that name, be it there already. */
  logged(event: string): Promise<LogEntry> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.log.find((entry) => entry.event === event);
        if (!found && this.child.exitCode === null && this.child.signalCode === null) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`the worker ended without "${event}": ${this.errors}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') this.child.kill('SIGCONT');
    return (await exit)[0];
  }
}

/** A worker of one test. */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const worker = await WorkerProcess.start(options);
  onTestFinished(async () => {
    await worker.end('SIGKILL');
  });
  return worker;
}
