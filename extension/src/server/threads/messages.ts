import type { DocumentSettings } from '../../shared/settings.ts';
import type { FileOutcome } from '../workspace/file-outcome.ts';

/** What the server and the threads that check files for it say to each other. */

/** A file on disk to be checked, with what only the server knows of it. */
export interface FileTask {
  /** Absolute path. */
  readonly file: string;
  readonly settings: DocumentSettings;
  /** Absolute path of the workspace folder that the file lies in. */
  readonly folder: string | undefined;
  /** Whether what would fix the file is worked out too. */
  readonly withEdits: boolean;
}

export type Answer =
  /** All that the check needs is loaded: from here on it is the file that takes time. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'done'; readonly outcome: FileOutcome }
  | { readonly kind: 'failed'; readonly reason: string };
