import { commands, Uri, workspace } from 'vscode';
import type { Command, Disposable, Event, LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, RevealOutputChannelOn } from 'vscode-languageclient';
import type {
  BaseLanguageClient,
  CancellationToken,
  ErrorHandler,
  LanguageClientOptions,
} from 'vscode-languageclient';
import { COMMANDS, RUNTIME_INSTALLED } from '../shared/commands.ts';
import type { Answered } from '../shared/api.ts';
import type { DocumentStatus, Requests } from '../shared/messages.ts';
import { CLIENT_OPTIONS } from '../shared/initialization.ts';
import type { ClientOptions } from '../shared/initialization.ts';
import { documentSelector } from './document-selector.ts';
import { settingsToSend } from './document-settings.ts';
import { LightBulbCommands } from './light-bulb-commands.ts';
import { isUpToDate, openVersions } from './open-versions.ts';
import { answerForFiles } from './remote-files.ts';
import { sayBriefly } from './say-briefly.ts';
import { pullOptions, TypingPause } from './typing-pause.ts';
import type { StatusItem } from './status-item.ts';
import { traceChannel } from './trace-channel.ts';

/** A server that ends more often than this within the time below is not started again. */
const MAX_RESTARTS = 4;
const RESTART_WINDOW_MS = 3 * 60 * 1000;

/** How often the edit of a picked action is worked out anew while the text goes on changing. */
const MAX_ROUNDS = 3;

/** What can be done about a server that is down. */
const RESTART: Command = { command: COMMANDS.restartServer, title: 'Restart Server' };

/** What this client does itself: the server leaves its own commands out then. */
const CLIENT: ClientOptions = { commands: Object.values(COMMANDS), status: true };

/** Gives a client that starts a server of its own. */
export type Connect = (options: LanguageClientOptions) => BaseLanguageClient;

/** The language server: started, started again when it crashes, and asked. */
export class ServerProcess implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #status: StatusItem;
  /** Makes a connection to a server, in whatever process or worker. */
  readonly #connect: Connect;
  readonly #traces: LogOutputChannel;
  #client: BaseLanguageClient;
  readonly #pause = new TypingPause();
  readonly #commands = new LightBulbCommands();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #crashes: number[] = [];

  constructor(connect: Connect, log: LogOutputChannel, status: StatusItem) {
    this.#log = log;
    this.#status = status;
    this.#connect = connect;
    this.#traces = traceChannel(log);
    this.#client = this.#createClient();
    this.#subscriptions = [
      this.#traces,
      this.#pause,
      this.#commands,
      workspace.onDidGrantWorkspaceTrust(() => {
        this.settingsChanged();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        status.closed(uri.toString());
      }),
    ];
  }

  /** Starts the server; when it cannot be started, the status item and the log say so. */
  async start(): Promise<void> {
    const start = performance.now();
    try {
      await this.#client.start();
      this.#status.notice = undefined;
      this.#log.info(`The language server started in ${Math.round(performance.now() - start)} ms.`);
    } catch (error) {
      this.#log.error(`The language server did not start: ${String(error)}`);
      this.#status.notice = { text: 'the language server did not start', command: RESTART };
    }
  }

  async stop(): Promise<void> {
    if (this.#client.needsStop()) await this.#client.stop();
  }

  /** Starts the server anew, also one that hangs: that one is ended by force a moment later, whatever it does then. */
  async restart(): Promise<void> {
    this.#crashes = [];
    try {
      await this.stop();
    } catch (error) {
      this.#log.warn(`The language server did not stop when asked, and is ended: ${String(error)}`);
      this.#client = this.#createClient();
    }
    await this.start();
  }

  /** Takes the problems that scans have left back. */
  async clearResults(): Promise<void> {
    await this.#client.sendNotification('toThread/clearResults', {});
  }

  request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
    cancellation?: CancellationToken,
  ): Promise<Requests[Method]['result']> {
    return cancellation
      ? this.#client.sendRequest<Requests[Method]['result']>(method, params, cancellation)
      : this.#client.sendRequest<Requests[Method]['result']>(method, params);
  }

  /** Packages were installed or removed. */
  projectChanged(): void {
    void this.#client.sendNotification('toThread/projectChanged', {});
  }

  /** Something that settings are made of has changed, which VS Code does not count as a setting. */
  settingsChanged(): void {
    void this.#client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** Fires when a question for the problems of a document was answered. */
  get onDidAnswer(): Event<Answered> {
    return this.#pause.onDidAnswer;
  }

  get client(): BaseLanguageClient {
    return this.#client;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #createClient(): BaseLanguageClient {
    const options: LanguageClientOptions = {
      documentSelector,
      initializationOptions: { [CLIENT_OPTIONS]: CLIENT },
      outputChannel: this.#log,
      traceOutputChannel: this.#traces,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: pullOptions,
      initializationFailedHandler: () => false,
      errorHandler: this.#errorHandler(() => client === this.#client),
      middleware: {
        provideCodeActions: async (document, range, asked, token, next) => {
          const { version } = document;
          const actions = await next(document, range, asked, token);
          // What was found out is about a text that is not there any more; the editor asks again.
          if (document.version !== version) return undefined;
          this.#commands.keep(actions ?? []);
          return actions;
        },
        resolveCodeAction: async (action, token, next) => {
          for (let round = 1; round <= MAX_ROUNDS && !token.isCancellationRequested; round++) {
            const versions = openVersions();
            const resolved = await next(action, token);
            if (!resolved?.edit || isUpToDate(resolved.edit, versions)) return resolved;
          }
          sayBriefly(`the text went on changing, so "${action.title}" was not done`);
          return undefined;
        },
        provideDiagnostics: (document, previousResultId, token, next) =>
          this.#pause.after(document, token, () => next(document, previousResultId, token)),
        workspace: {
          configuration: ({ items }) =>
            items.map(({ scopeUri }) =>
              settingsToSend(scopeUri === undefined ? undefined : Uri.parse(scopeUri)),
            ),
        },
      },
    };
    const client = this.#connect(options);
    answerForFiles(client);
    client.onNotification('toThread/status', (state: DocumentStatus) => {
      this.#status.update(state);
      if (state.runtime === 'installed') void commands.executeCommand('setContext', RUNTIME_INSTALLED, true);
      this.#pause.took(state.uri, state.duration);
    });
    return client;
  }

  /**
   * Restarts a server that has crashed, a few times; everything is said in the log and the status item only.
   *
   * @param isCurrent whether it is the server that is in use, and not one that was given up
   */
  #errorHandler(isCurrent: () => boolean): ErrorHandler {
    return {
      error: (error) => {
        this.#log.error(`The connection to the language server failed: ${error.message}`);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () => {
        if (!isCurrent()) return { action: CloseAction.DoNotRestart, handled: true };
        const now = Date.now();
        this.#crashes = [...this.#crashes.filter((time) => now - time < RESTART_WINDOW_MS), now];
        if (this.#crashes.length <= MAX_RESTARTS) {
          this.#log.warn(
            `The language server ended unexpectedly (${this.#crashes.length} of ${MAX_RESTARTS}) and is started again.`,
          );
          return { action: CloseAction.Restart, handled: true };
        }
        this.#log.error(
          `The language server ended ${this.#crashes.length} times within three minutes and stays down.`,
        );
        this.#status.notice = { text: 'the language server keeps crashing', command: RESTART };
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }
}
