import type { FileTask } from '../threads/messages.ts';
import type { Linting } from '../lint/linting.ts';
import { checkFile } from './workspace-files.ts';
import type { FileOutcome } from './file-outcome.ts';
import { outcomeOf } from './file-outcome.ts';

/** Checks files of a workspace that no editor shows, until it is disposed of. */
export interface FileChecks extends Disposable {
  /** How many files may be checked at a time. */
  readonly lanes: number;
  /** @throws when the file cannot be read or checked */
  check(task: FileTask): Promise<FileOutcome>;
}

/** Begins a round of checks. */
export type StartChecks = () => FileChecks;

/** Checks files where there are no threads, between all else. */
export const checksInPlace = (linting: Linting): FileChecks => ({
  lanes: 1,
  async check({ file, withEdits }) {
    const { document, report } = await checkFile(file, { linting });
    return outcomeOf(document, report, withEdits);
  },
  [Symbol.dispose]: () => undefined,
});
