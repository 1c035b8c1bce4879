import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  DocumentDiagnosticReport,
  ProtocolConnection,
} from 'vscode-languageserver/node';
import type { Requests, ScanResult } from '../src/shared/messages.ts';
import { SERVER_FLAGS } from '../src/shared/server-flags.ts';

const program = fileURLToPath(new URL('../dist/server.cjs', import.meta.url));
const probe = new URL('./heap-probe.ts', import.meta.url).href;

interface StartOptions {
  /** Whether the heap can be asked for, which costs the start some time. */
  readonly probed?: boolean;
  /** Absolute path of a workspace folder. */
  readonly folder?: string;
}

/** The bundled server in a process of its own, as the editor runs it. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  /** Milliseconds from the start of the process to its answer to `initialize`. */
  readonly startTime: number;

  private constructor(child: ChildProcess, connection: ProtocolConnection, startTime: number) {
    this.#child = child;
    this.#connection = connection;
    this.startTime = startTime;
  }

  static async start({ probed = false, folder }: StartOptions = {}): Promise<ServerProcess> {
    const start = performance.now();
    const flags = [...SERVER_FLAGS, ...(probed ? ['--expose-gc', '--import', probe] : [])];
    const child = spawn(process.execPath, [...flags, program, '--node-ipc'], {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.onRequest('workspace/configuration', () => [{}]);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'bench' }],
      capabilities: { workspace: { configuration: true } },
    });
    const startTime = performance.now() - start;
    await connection.sendNotification('initialized', {});
    return new ServerProcess(child, connection, startTime);
  }

  async open(uri: string, text: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'typescript', version: 1, text },
    });
  }

  /** Inserts a text at the start of a line. */
  async insert(uri: string, version: number, line: number, text: string): Promise<void> {
    const at = { line, character: 0 };
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: at, end: at }, text }],
    });
  }

  async deleteLine(uri: string, version: number, line: number): Promise<void> {
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [
        { range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' },
      ],
    });
  }

  async problems(uri: string): Promise<number> {
    const report = await this.#connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.kind === 'full' ? report.items.length : NaN;
  }

  /** Scans the workspace until it is done or cancelled. */
  async scan(cancellation: CancellationToken): Promise<ScanResult> {
    const params: Requests['toThread/scanWorkspace']['params'] = { workDoneToken: 'bench' };
    return this.#connection.sendRequest<ScanResult>('toThread/scanWorkspace', params, cancellation);
  }

  /** Asks for the light bulb, as the editor does whenever the cursor moves. */
  async lightBulb(uri: string, line: number): Promise<void> {
    const position = { line, character: 0 };
    await this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
  }

  /** Memory that the process holds, in megabytes; NaN where the system does not tell. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${String(this.#child.pid)}/status`, 'utf8').catch(() => '');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
  }

  /** What is in use on the heap after a full collection, in megabytes. The server must have been started with the probe. */
  async heap(): Promise<number> {
    const { stdin, stdout } = this.#child;
    if (!stdin || !stdout) throw new Error('the server has no standard streams');
    const answer = once(stdout, 'data');
    stdin.write('heap\n');
    return Number(String((await answer)[0])) / 1e6;
  }

  /** Milliseconds that the process has run on a processor, all threads together; NaN where the system does not tell. */
  async processorTime(): Promise<number> {
    const stat = await readFile(`/proc/${String(this.#child.pid)}/stat`, 'utf8').catch(() => '');
    // The fields after the name in parentheses; the kernel counts in hundredths of a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, 'exit');
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    await exited;
    this.#connection.dispose();
  }
}
