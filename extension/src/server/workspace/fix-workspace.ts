import type { CancellationToken } from 'vscode-languageserver';
import type { FileEdits, WorkspaceFix } from '../../shared/messages.ts';
import { toTextEdits } from '../actions/edits.ts';
import { fixAll } from '../actions/fix-all.ts';
import { lineChanges } from '../actions/minimal-edits.ts';
import { Progress } from '../progress.ts';
import type { WorkspaceContext } from './scan.ts';
import { checkedFiles } from './workspace-files.ts';

/** Works out the edits of all safe fixes in whole workspaces. Nothing is written: the editor applies them. */
export async function fixWorkspace(
  folders: readonly string[],
  progressToken: string,
  cancellation: CancellationToken,
  context: WorkspaceContext,
): Promise<WorkspaceFix> {
  const { connection } = context;
  const progress = new Progress(connection, progressToken);
  const files: FileEdits[] = [];
  const walk = checkedFiles({
    ...context,
    folders,
    cancellation,
    onFailure: (file, error) => {
      connection.console.warn(
        `${file} was not fixed: ${error instanceof Error ? error.message : String(error)}`,
      );
    },
    onFile: (_uri, done, total) => {
      progress.report(done, total, `${done} of ${total} files, ${files.length} to fix`);
    },
  });
  for await (const { document, report } of walk) {
    const { setup, result } = report;
    if (!setup || result?.kind !== 'checked' || !result.problems.some(({ message }) => message.fix)) continue;
    const text = document.getText();
    const changes = lineChanges(text, fixAll(text, report));
    if (changes.length > 0) files.push({ uri: document.uri, edits: toTextEdits(changes, document) });
  }
  return {
    files: cancellation.isCancellationRequested ? [] : files,
    cancelled: cancellation.isCancellationRequested,
  };
}
