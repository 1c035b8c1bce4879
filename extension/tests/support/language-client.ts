import { EventEmitter, on } from 'node:events';
import { PassThrough } from 'node:stream';
import {
  CancellationToken,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeNotebookDocumentNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenNotebookDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  NotebookCellKind,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShowDocumentRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import type {
  CodeAction,
  CodeActionKind,
  CodeLens,
  Diagnostic,
  DocumentDiagnosticReport,
  FileChangeType,
  Hover,
  InitializeParams,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  Registration,
  RegistrationParams,
  WorkDoneProgressReport,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { COMMANDS } from '../../src/shared/commands.ts';
import type { DocumentStatus, Requests } from '../../src/shared/messages.ts';
import type { DocumentSettings } from '../../src/shared/settings.ts';
import { createServer } from '../../src/server/server.ts';
import { CheckThreads } from '../../src/server/threads/check-threads.ts';

/** What the server can say of its own accord. */
interface Events {
  status: [DocumentStatus];
  published: [PublishDiagnosticsParams];
  refresh: [];
  lensRefresh: [];
  /** For settings. */
  asked: [];
  log: [string];
  registered: [RegistrationParams];
  progress: [WorkDoneProgressReport];
}

export interface ClientOptions {
  /** Workspace folders as URIs. */
  readonly folders?: readonly string[];
  readonly settings?: Partial<DocumentSettings>;
  /** How the editor introduces itself; as VS Code does when absent. */
  readonly introduction?: Partial<InitializeParams>;
}

/** What threads run: the server as it ships, which is read in a fraction of the time that its sources take. */
const THREAD = new URL('../../dist/server.cjs', import.meta.url);

/** How VS Code introduces itself. */
const VSCODE: Partial<InitializeParams> = {
  initializationOptions: { client: { commands: Object.values(COMMANDS), status: true } },
  capabilities: {
    textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      workspaceEdit: { documentChanges: true },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
      codeLens: { refreshSupport: true },
    },
  },
};

/** An editor without a window, connected in memory to a real server. */
export class LanguageClient implements AsyncDisposable {
  readonly events = new EventEmitter<Events>();
  /** What the server asks to be told of. */
  readonly registrations: Registration[] = [];
  /** Everything the server has written to the log. */
  readonly log: string[] = [];
  /** Messages that would have popped up in front of the user. */
  readonly toasts: string[] = [];
  /** Pages that were opened. */
  readonly shown: string[] = [];
  settings: Partial<DocumentSettings> | null;
  /** What the server waits for when it asks for settings, as it does in an editor that is busy. */
  busy = Promise.resolve();
  #initialized: InitializeResult | undefined;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();

  private constructor(connection: ProtocolConnection, settings: Partial<DocumentSettings>) {
    this.#connection = connection;
    this.settings = settings;
    connection.onRequest(ConfigurationRequest.type, async ({ items }) => {
      this.events.emit('asked');
      await this.busy;
      return items.map(() => this.settings);
    });
    connection.onRequest(RegistrationRequest.type, (params) => {
      this.registrations.push(...params.registrations);
      this.events.emit('registered', params);
    });
    connection.onRequest(ShowDocumentRequest.type, ({ uri }) => {
      this.shown.push(uri);
      return { success: true };
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.events.emit('refresh');
    });
    connection.onRequest(CodeLensRefreshRequest.type, () => {
      this.events.emit('lensRefresh');
    });
    connection.onNotification('toThread/status', (status: DocumentStatus) => {
      this.events.emit('status', status);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.events.emit('published', params);
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.log.push(message);
      this.events.emit('log', message);
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.toasts.push(message);
    });
    connection.onProgress(WorkDoneProgress.type, 'progress', (value) => {
      if (value.kind === 'report') this.events.emit('progress', value);
    });
    connection.listen();
  }

  static async start({
    folders = [],
    settings = {},
    introduction = VSCODE,
  }: ClientOptions = {}): Promise<LanguageClient> {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    createServer(
      createConnection(
        ProposedFeatures.all,
        new StreamMessageReader(toServer),
        new StreamMessageWriter(toClient),
      ),
      () => new CheckThreads(THREAD),
    );
    const client = new LanguageClient(
      createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
      settings,
    );
    client.#initialized = await client.#connection.sendRequest<InitializeResult>(InitializeRequest.method, {
      processId: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      ...introduction,
    });
    await client.#connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  get initialized(): InitializeResult {
    if (!this.#initialized) throw new Error('the server was not started');
    return this.#initialized;
  }

  /** Waits for the next event that passes a test. Start to wait before causing it. */
  async next<Name extends keyof Events>(
    name: Name,
    accept: (...values: Events[Name]) => boolean = () => true,
  ): Promise<Events[Name]> {
    for await (const values of on(this.events, name)) {
      if (accept(...(values as Events[Name]))) return values as Events[Name];
    }
    throw new Error('unreachable: the iterator never ends');
  }

  async open(uri: string, text: string, languageId = 'typescript'): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the text of an open document. */
  async type(uri: string, text: string): Promise<void> {
    const document = this.document(uri);
    const version = document.version + 1;
    this.#documents.set(uri, TextDocument.update(document, [{ text }], version));
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Opens a notebook with its cells, which are documents from then on. */
  async openNotebook(
    uri: string,
    cells: readonly { uri: string; languageId: string; text: string }[],
  ): Promise<void> {
    for (const { uri: cell, languageId, text } of cells) {
      this.#documents.set(cell, TextDocument.create(cell, languageId, 1, text));
    }
    await this.#connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map(({ uri: document }) => ({ kind: NotebookCellKind.Code, document })),
      },
      cellTextDocuments: cells.map((cell) => ({ ...cell, version: 1 })),
    });
  }

  /** Replaces the text of a cell. */
  async typeInCell(notebook: string, uri: string, text: string): Promise<void> {
    const document = this.document(uri);
    const version = document.version + 1;
    this.#documents.set(uri, TextDocument.update(document, [{ text }], version));
    await this.#connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri: notebook, version },
      change: { cells: { textContent: [{ document: { uri, version }, changes: [{ text }] }] } },
    });
  }

  async save(uri: string): Promise<void> {
    await this.#connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.#connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  pull(
    uri: string,
    previousResultId?: string,
    cancellation?: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    return this.#connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) },
      cancellation,
    );
  }

  /** The problems of an open document, which must not be answered with `unchanged`. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error(`expected a full report of ${uri}`);
    return report.items;
  }

  /** The light bulb at the first occurrence of a text. */
  async lightBulb(uri: string, at: string, only?: readonly CodeActionKind[]): Promise<CodeAction[]> {
    const document = this.document(uri);
    const offset = document.getText().indexOf(at);
    if (offset === -1) throw new Error(`${uri} has no ${at}`);
    const position = document.positionAt(offset);
    return this.actions(uri, { start: position, end: position }, only);
  }

  /** What is shown to who points at the first occurrence of a text. */
  hover(uri: string, at: string): Promise<Hover | null> {
    const document = this.document(uri);
    const offset = document.getText().indexOf(at);
    if (offset === -1) throw new Error(`${uri} has no ${at}`);
    return this.#connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: document.positionAt(offset),
    });
  }

  async lenses(uri: string): Promise<CodeLens[]> {
    return (await this.#connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  }

  async actions(uri: string, range: Range, only?: readonly CodeActionKind[]): Promise<CodeAction[]> {
    const actions = await this.#connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only: [...only] }) },
    });
    return (actions ?? []) as CodeAction[];
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.#connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** The text that an open document would have after an action. */
  async after(uri: string, action: CodeAction | undefined): Promise<string> {
    if (!action) throw new Error('there is no such action');
    const { edit } = action.edit ? action : await this.resolve(action);
    if (!edit) throw new Error(`"${action.title}" has no edit`);
    return this.apply(uri, edit);
  }

  apply(uri: string, { documentChanges = [] }: WorkspaceEdit): string {
    const document = this.document(uri);
    const edits = documentChanges.flatMap((change) => {
      if (!('edits' in change) || change.textDocument.uri !== uri)
        throw new Error('an edit of something else');
      if (change.textDocument.version !== document.version) throw new Error('an edit of another version');
      return change.edits.map((edit) => {
        if (!('newText' in edit)) throw new Error('a snippet');
        return edit;
      });
    });
    return TextDocument.applyEdits(document, edits);
  }

  request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
    cancellation: CancellationToken = CancellationToken.None,
  ): Promise<Requests[Method]['result']> {
    return this.#connection.sendRequest(method, params, cancellation);
  }

  /** Runs a command of the server. */
  command(command: string, ...args: unknown[]): Promise<unknown> {
    return this.#connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  }

  async notify(method: string, params: object): Promise<void> {
    await this.#connection.sendNotification(method, params);
  }

  async settingsChanged(settings: Partial<DocumentSettings>): Promise<void> {
    this.settings = settings;
    await this.#connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  async filesChanged(type: FileChangeType, ...uris: string[]): Promise<void> {
    await this.#connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: uris.map((uri) => ({ uri, type })),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    this.#connection.dispose();
  }
}
