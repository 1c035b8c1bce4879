import { WorkDoneProgress } from 'vscode-languageserver';
import type { Connection, ProgressToken } from 'vscode-languageserver';

/** Reports how far a long piece of work has got, to the token that the client gave for it, if it gave one. */
export class Progress {
  readonly #connection: Connection;
  readonly #token: ProgressToken | undefined;
  #percentage = -1;

  constructor(connection: Connection, token: ProgressToken | undefined) {
    this.#connection = connection;
    this.#token = token;
  }

  /** Says that `done` of `total` is done; says it once for each percent, whatever the number of steps. */
  report(done: number, total: number, message: string): void {
    const percentage = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (this.#token === undefined || percentage === this.#percentage) return;
    this.#percentage = percentage;
    void this.#connection.sendProgress(WorkDoneProgress.type, this.#token, {
      kind: 'report',
      percentage,
      message,
    });
  }
}
