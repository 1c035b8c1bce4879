import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import {
  createProtocolConnection,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { userEnvironment } from '../support/program.ts';

/** A running language server, spoken to over its standard input and output by a client that is not VS Code's. */
export class Session {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** The newest problems of each document. */
  readonly problems = new Map<string, PublishDiagnosticsParams>();

  private constructor(child: ChildProcess, connection: ProtocolConnection, initialized: InitializeResult) {
    this.child = child;
    this.connection = connection;
    this.initialized = initialized;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.problems.set(params.uri, params);
    });
  }

  /** @param folder the workspace folder, as URI */
  static async start(program: string, folder: string, initializationOptions?: object): Promise<Session> {
    const child = spawn(process.execPath, [program, '--stdio'], { env: userEnvironment() });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const initialized = await connection.sendRequest<InitializeResult>(InitializeRequest.method, {
      processId: process.pid,
      capabilities: {},
      workspaceFolders: [{ uri: folder, name: folder }],
      initializationOptions,
    });
    const session = new Session(child, connection, initialized);
    await connection.sendNotification(InitializedNotification.type, {});
    return session;
  }

  /** Ends the server as an editor does, and gives its exit code. */
  async end(): Promise<number | null> {
    const ended = once(this.child, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = await ended;
    this.connection.dispose();
    return code;
  }
}
