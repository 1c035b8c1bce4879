import type { CancellationToken } from 'vscode-languageserver';
import { digestOf } from '../../shared/digest.ts';
import type { FileEdits, WorkspaceFix } from '../../shared/messages.ts';
import { toTextEdits } from '../actions/edits.ts';
import { fixAll } from '../actions/fix-all.ts';
import { lineChanges } from '../actions/minimal-edits.ts';
import { Progress } from '../progress.ts';
import { runtimePresence } from '../project/runtime-presence.ts';
import type { WorkspaceContext } from './scan.ts';
import { checkedFiles } from './workspace-files.ts';
import type { Walk } from './workspace-files.ts';

/** Works out the edits of all safe fixes in whole workspaces. Nothing is written: the editor applies them. */
export async function fixWorkspace(
  where: Pick<Walk, 'folders' | 'within' | 'only'>,
  progressToken: string,
  cancellation: CancellationToken,
  context: WorkspaceContext,
): Promise<WorkspaceFix> {
  const { connection } = context;
  const progress = new Progress(connection, progressToken);
  const files: FileEdits[] = [];
  const walk = checkedFiles({
    ...context,
    ...where,
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
  const withoutRuntime: string[] = [];
  for await (const { document, report } of walk) {
    const { setup, result } = report;
    if (!setup || result?.kind !== 'checked' || result.problems.length === 0) continue;
    if (!result.problems.some(({ message }) => message.fix)) {
      if ((await runtimePresence(setup.runtime, report.file)) !== 'installed')
        withoutRuntime.push(document.uri);
      continue;
    }
    const { uri } = document;
    const text = document.getText();
    const changes = lineChanges(text, fixAll(text, report));
    if (changes.length === 0) continue;
    // Made before anything is waited for: an open document goes on changing.
    const edits = toTextEdits(changes, document);
    files.push({ uri, edits, digest: await digestOf(text) });
  }
  const { isCancellationRequested: cancelled } = cancellation;
  return { files: cancelled ? [] : files, withoutRuntime: cancelled ? [] : withoutRuntime, cancelled };
}
