import type { Event } from 'vscode';
import type { DocumentStatus } from './messages.ts';

/** What other extensions get from this one: how it is doing. The editor tests measure with it. */
export interface Api {
  /** Fires when the server has answered a question for the problems of a document. */
  readonly onDidAnswer: Event<Answered>;
  /** What the language status item says of a document, once it is known. */
  readonly statusOf: (uri: string) => DocumentStatus | undefined;
  /** What the language status item says of everything, when something is wrong. */
  readonly notice: () => string | undefined;
}

/** When a question about a document was asked and answered, in milliseconds as `performance.now()` counts them. */
export interface Answered {
  readonly uri: string;
  readonly asked: number;
  readonly answered: number;
}
