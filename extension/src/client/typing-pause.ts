import { CancellationError, EventEmitter, Uri, workspace } from 'vscode';
import type { CancellationToken, Disposable, Event, TextDocument } from 'vscode';
import { DiagnosticPullMode } from 'vscode-languageclient';
import type { DiagnosticPullOptions } from 'vscode-languageclient';
import type { Answered } from '../shared/api.ts';
import { settingsFor } from './document-settings.ts';

/** How long nothing must be typed before the problems of a document are shown, in milliseconds. */
const PAUSE = 150;

/** How long before the end of the pause a check is begun at most, in milliseconds. */
const MAX_LEAD = 100;

/** When documents are checked: what `toThread.run` says, for each document. */
export const pullOptions: DiagnosticPullOptions = {
  onChange: true,
  onSave: true,
  filter: (document, mode) =>
    mode === DiagnosticPullMode.onType && settingsFor(document.uri).run === 'onSave',
};

/** Holds questions back while the user types. */
export class TypingPause implements Disposable {
  readonly #lastChange = new Map<string, number>();
  readonly #durations = new Map<string, number>();
  readonly #answered = new EventEmitter<Answered>();
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor() {
    this.#subscriptions = [
      this.#answered,
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#lastChange.set(document.uri.toString(), performance.now());
      }),
      workspace.onDidSaveTextDocument(({ uri }) => this.#lastChange.delete(uri.toString())),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#lastChange.delete(uri.toString());
        this.#durations.delete(uri.toString());
      }),
    ];
  }

  get onDidAnswer(): Event<Answered> {
    return this.#answered.event;
  }

  /** Takes note of how long the check of a document took, in milliseconds. */
  took(uri: string, duration: number): void {
    this.#durations.set(uri, duration);
  }

  /**
   * Asks so that the answer comes when nothing has been typed for a moment: as much earlier as the last check of the
   * document took. At once for a document that has not changed.
   *
   * @throws CancellationError when the question is withdrawn, which has the client ask again later
   */
  async after<Answer>(
    document: TextDocument | Uri,
    token: CancellationToken,
    ask: () => Answer,
  ): Promise<Awaited<Answer>> {
    const uri = (document instanceof Uri ? document : document.uri).toString();
    const lastChange = this.#lastChange.get(uri);
    if (lastChange !== undefined) {
      const lead = Math.min(this.#durations.get(uri) ?? 0, MAX_LEAD);
      await wait(lastChange + PAUSE - lead - performance.now(), token);
    }
    const asked = performance.now();
    const answer = await ask();
    this.#answered.fire({ uri, asked, answered: performance.now() });
    return answer;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function wait(milliseconds: number, token: CancellationToken): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      resolve();
    }, milliseconds);
    const subscription = token.onCancellationRequested(() => {
      clearTimeout(timer);
      subscription.dispose();
      reject(new CancellationError());
    });
  });
}
