import { clearTimeout, setTimeout } from 'node:timers';
import { shownDiagnostics } from '../diagnostics.ts';
import type { Server } from '../server.ts';
import { waitsForSave } from './slow-documents.ts';

/** How long nothing must be typed before the problems of a document are sent, in milliseconds. */
const PAUSE = 150;

/** Sends the problems of open documents to clients that do not ask for them. */
export class PushedDiagnostics {
  readonly #server: Server;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #savedVersions = new Map<string, number>();

  constructor(server: Server) {
    this.#server = server;
    const { documents } = server;
    documents.onDidChangeContent(({ document: { uri, version } }) => {
      // What has just been opened is as it was saved, and nobody is typing.
      const isOpened = !this.#savedVersions.has(uri);
      if (isOpened) this.#savedVersions.set(uri, version);
      this.#sendAfter(isOpened ? 0 : PAUSE, uri);
    });
    documents.onDidSave(({ document: { uri, version } }) => {
      this.#savedVersions.set(uri, version);
      this.#sendAfter(0, uri);
    });
    documents.onDidClose(({ document: { uri } }) => {
      this.#withdraw(uri);
      this.#savedVersions.delete(uri);
      if (this.#isWanted) void server.connection.sendDiagnostics({ uri, diagnostics: [] });
    });
  }

  /** What was sent may be out of date. */
  refresh(): void {
    for (const { uri } of this.#server.documents.all()) this.#sendAfter(0, uri);
  }

  get #isWanted(): boolean {
    return !this.#server.environment.features.pullsDiagnostics;
  }

  #sendAfter(pause: number, uri: string): void {
    if (!this.#isWanted) return;
    this.#withdraw(uri);
    const { log } = this.#server;
    const send = (): void => {
      this.#timers.delete(uri);
      void log.guard(`Checking ${uri}`, undefined, () => this.#send(uri));
    };
    this.#timers.set(uri, setTimeout(send, pause));
  }

  #withdraw(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }

  async #send(uri: string): Promise<void> {
    const { connection, documents, environment, linting, log } = this.#server;
    const document = documents.get(uri);
    if (!document) return;
    const settings = await environment.settings(uri);
    const last = linting.last(uri);
    if (last && waitsForSave(last, document.version, this.#savedVersions.get(uri), settings)) return;
    const report = await linting.report(document);
    if (report.trouble !== undefined) log.once('error', report.trouble);
    // Whoever has typed on has another check coming; half-written code keeps the underlines it had.
    if (report.version !== document.version || !documents.get(uri) || report.silence === 'syntax error')
      return;
    const diagnostics = shownDiagnostics(report, document);
    void connection.sendDiagnostics({ uri, version: report.version, diagnostics });
  }
}
