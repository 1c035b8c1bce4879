import type { CancellationToken } from 'vscode-languageserver';
import type { FileEdits, WorkspaceFix } from '../../shared/messages.ts';
import { Progress } from '../progress.ts';
import { walkFiles } from './walk.ts';
import type { WorkspaceContext } from './walk.ts';
import type { Place } from './workspace-files.ts';

/** Works out the edits of all safe fixes in whole workspaces. Nothing is written: the editor applies them. */
export async function fixWorkspace(
  place: Place,
  progressToken: string,
  cancellation: CancellationToken,
  context: WorkspaceContext,
): Promise<WorkspaceFix> {
  const { connection } = context;
  const progress = new Progress(connection, progressToken);
  const files: FileEdits[] = [];
  const withoutRuntime: string[] = [];
  await walkFiles({
    ...context,
    place,
    cancellation,
    withEdits: true,
    onFailure: (file, error) => {
      connection.console.warn(
        `${file} was not fixed: ${error instanceof Error ? error.message : String(error)}`,
      );
    },
    onFile: (uri, done, total) => {
      progress.report(done, total, `${done} of ${total} files, ${files.length} to fix`);
      return ({ edits, lacksRuntime }) => {
        if (edits) files.push(edits);
        if (lacksRuntime) withoutRuntime.push(uri);
      };
    },
  });
  if (cancellation.isCancellationRequested) return { files: [], withoutRuntime: [], cancelled: true };
  // In the order of their names, however long each took.
  files.sort((a, b) => (a.uri < b.uri ? -1 : 1));
  return { files, withoutRuntime: withoutRuntime.sort(), cancelled: false };
}
