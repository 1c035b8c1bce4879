import { setImmediate } from 'node:timers/promises';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Environment } from '../environment.ts';
import type { Linting } from '../lint/linting.ts';
import { isRemote, uriOf } from '../project/document-path.ts';
import { checksInPlace } from './file-checks.ts';
import type { FileChecks, StartChecks } from './file-checks.ts';
import { outcomeOf } from './file-outcome.ts';
import type { FileOutcome } from './file-outcome.ts';
import { listFiles } from './workspace-files.ts';
import type { Place } from './workspace-files.ts';

/** What work on a whole workspace needs of the server. */
export interface WorkspaceContext {
  readonly connection: Connection;
  readonly linting: Linting;
  readonly environment: Environment;
  readonly openDocument: (uri: string) => TextDocument | undefined;
  readonly startChecks: StartChecks;
}

export interface Walk extends WorkspaceContext {
  readonly place: Place;
  readonly cancellation: CancellationToken;
  /** Whether what would fix each file is worked out too. */
  readonly withEdits: boolean;
  readonly onFailure: (file: string, error: unknown) => void;
  /** Called as each file is begun, with how many are done; what it gives takes what the check comes to. */
  readonly onFile: (uri: string, done: number, total: number) => (outcome: FileOutcome) => void;
}

/** Checks the files of a place; ends as soon as it is cancelled, whatever is under way. */
export async function walkFiles(walk: Walk): Promise<void> {
  const { cancellation, environment, place, startChecks } = walk;
  const files = await listFiles(place, environment);
  using checks = startChecks();
  const cancelled = new Promise<void>((resolve) => {
    const subscription = cancellation.onCancellationRequested(() => {
      subscription.dispose();
      checks[Symbol.dispose]();
      resolve();
    });
  });
  const isCancelled = (): boolean => cancellation.isCancellationRequested;
  const queue = files.values();
  let done = 0;
  const lane = async (): Promise<void> => {
    for (const file of queue) {
      if (isCancelled()) return;
      const take = walk.onFile(uriOf(file), done, files.length);
      try {
        const outcome = await outcomeIn(walk, file, checks);
        if (!isCancelled()) take(outcome);
      } catch (error) {
        if (!isCancelled()) walk.onFailure(file, error);
      }
      done++;
      // Lets requests in between, the one that cancels this walk among them.
      await setImmediate();
    }
  };
  await Promise.race([Promise.all(Array.from({ length: checks.lanes }, lane)), cancelled]);
}

/** What an editor shows counts as it is shown; of files that are not on disk only the server can ask. */
async function outcomeIn(
  { environment, linting, openDocument, withEdits }: Walk,
  file: string,
  checks: FileChecks,
): Promise<FileOutcome> {
  const uri = uriOf(file);
  const open = openDocument(uri);
  if (open) return outcomeOf(open, await linting.report(open), withEdits);
  const settings = await environment.settings(uri);
  const folder = await environment.workspaceFolder(uri);
  const used = isRemote(file) ? checksInPlace(linting) : checks;
  return used.check({ file, settings, folder, withEdits });
}
