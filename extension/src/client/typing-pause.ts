import { CancellationError, Uri, workspace } from 'vscode';
import type { CancellationToken, Disposable, TextDocument } from 'vscode';
import { DiagnosticPullMode } from 'vscode-languageclient';
import type { DiagnosticPullOptions } from 'vscode-languageclient';
import { settingsFor } from './document-settings.ts';

/** How long nothing must be typed before a document is checked, in milliseconds. */
const PAUSE = 150;

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
  readonly #subscriptions: readonly Disposable[];

  constructor() {
    this.#subscriptions = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#lastChange.set(document.uri.toString(), performance.now());
      }),
      workspace.onDidSaveTextDocument(({ uri }) => this.#lastChange.delete(uri.toString())),
      workspace.onDidCloseTextDocument(({ uri }) => this.#lastChange.delete(uri.toString())),
    ];
  }

  /**
   * Asks once nothing has been typed for a moment; at once for a document that has not changed.
   *
   * @throws CancellationError when the question is withdrawn, which has the client ask again later
   */
  async after<Answer>(
    document: TextDocument | Uri,
    token: CancellationToken,
    ask: () => Answer,
  ): Promise<Awaited<Answer>> {
    const uri = document instanceof Uri ? document : document.uri;
    const lastChange = this.#lastChange.get(uri.toString());
    if (lastChange !== undefined) await wait(lastChange + PAUSE - performance.now(), token);
    return await ask();
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
