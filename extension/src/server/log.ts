import { ResponseError } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';

/** The server's part of the log channel. Nothing here ever shows up as a message to the user. */
export class Log {
  readonly #connection: Connection;
  readonly #said = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Writes an error or a note once, however often it happens, until `forget`: documents are checked on every key. */
  once(level: 'error' | 'warn' | 'info', text: string): void {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    this.#connection.console[level](text);
  }

  /** Lets everything be said again. */
  forget(): void {
    this.#said.clear();
  }

  /** Does what a request asks for; when that fails, says so and gives the fallback. An error that is the answer stays one. */
  async guard<Result>(task: string, fallback: Result, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#connection.console.error(
        `${task} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return fallback;
    }
  }
}
