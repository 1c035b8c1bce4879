import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { collectOutput, userEnvironment } from './program.ts';

/** A request as a test states it. */
export interface Request {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** What came back, bytes as they were on the wire (not decompressed). */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Everything a server wrote, and how it ended once it was asked to. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

export interface ServerOptions {
  /** A module to load before the application; it can talk to us over the process channel. */
  readonly preload?: URL;
  /** Variables of the environment, beside those of a user. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A sample server in a process of its own, on a free port of the loopback. */
export class RunningServer implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #output: { stdout: string; stderr: string };
  readonly #closed: Promise<[number | null, NodeJS.Signals | null]>;
  /** Where it listens: `http://127.0.0.1:<port>`. */
  readonly url: string;

  private constructor(child: ChildProcess, output: { stdout: string; stderr: string }, url: string) {
    this.#child = child;
    this.#output = output;
    this.#closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    this.url = url;
  }

  /** Starts `node <entry>` and waits until it says where it listens; rejects with its output if it ends before. */
  static async start(
    folder: string,
    entry: string,
    { preload, env }: ServerOptions = {},
  ): Promise<RunningServer> {
    const child = spawn(process.execPath, [...(preload ? ['--import', preload.href] : []), entry], {
      cwd: folder,
      env: userEnvironment({ ...env, HOST: '127.0.0.1', PORT: '0' }),
      stdio: ['ignore', 'pipe', 'pipe', ...(preload ? (['ipc'] as const) : [])],
    });
    const output = collectOutput(child);
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', () => {
        const [, address] = /listening on (http:\S+)\n/.exec(output.stdout) ?? [];
        if (address !== undefined) resolve(address);
      });
      child.once('error', reject);
      child.once('close', (code) => {
        reject(new Error(`${entry} ended with ${String(code)} before it listened:\n${output.stderr}`));
      });
    });
    return new RunningServer(child, output, url);
  }

  /** Sends a request and waits for the whole answer; rejects when the connection breaks or the signal aborts. */
  async send(
    { method = 'GET', path, headers = {}, json }: Request,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Answer> {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const outgoing = sendRequest(new URL(path, this.url), {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      signal,
    });
    outgoing.end(body);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    return { status: incoming.statusCode, headers: incoming.headers, body: await buffer(incoming) };
  }

  /** Sends a message to the preloaded module. */
  tell(message: string): void {
    this.#child.send(message);
  }

  /** Sends a message to the preloaded module and waits for its answer; rejects if the server ends instead. */
  async ask(message: string): Promise<unknown> {
    const answer = once(this.#child, 'message');
    this.tell(message);
    const [value] = (await Promise.race([
      answer,
      this.#closed.then(([code, signal]) => {
        throw new Error(`the server ended (${signal ?? String(code)}):\n${this.#output.stderr}`);
      }),
    ])) as unknown[];
    return value;
  }

  /** Asks the server to end, as a process manager does, and waits for it. */
  async stop(): Promise<Ending> {
    this.#child.kill('SIGTERM');
    const [code, signal] = await this.#closed;
    return { code, signal, stderr: this.#output.stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await this.#closed;
  }
}
