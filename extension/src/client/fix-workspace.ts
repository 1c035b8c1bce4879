import { Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import type { FileEdits } from '../shared/messages.ts';
import { withServerProgress } from './progress.ts';
import { sayBriefly } from './say-briefly.ts';
import type { ServerProcess } from './server-process.ts';

/**
 * Fixes every file of the workspace. The edits are shown in the refactor preview first, where each can be left out;
 * nothing is written before the user applies them.
 *
 * @returns how many files were offered
 */
export async function fixWorkspace(server: ServerProcess, log: LogOutputChannel): Promise<number> {
  const { files, cancelled } = await withServerProgress(
    'Fixing blocking calls',
    server,
    (workDoneToken, cancellation) => server.request('toThread/fixWorkspace', { workDoneToken }, cancellation),
  );
  if (cancelled) return 0;
  log.info(`Fix All in Workspace: ${files.length} files to fix.`);
  if (files.length > 0) await workspace.applyEdit(previewed(files), { isRefactoring: true });
  else sayBriefly('nothing to fix');
  return files.length;
}

function previewed(files: readonly FileEdits[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const [first] = files;
  // The preview opens only for an edit that asks for it, and leaves those that do unticked. So that the user need not
  // tick every fix, one that changes nothing asks.
  if (first) {
    edit.replace(Uri.parse(first.uri), new Range(0, 0, 0, 0), '', {
      needsConfirmation: true,
      label: 'Nothing (opens this preview)',
    });
  }
  for (const { uri, edits } of files) {
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), newText, {
        needsConfirmation: false,
        label: 'Run blocking calls on worker threads',
      });
    }
  }
  return edit;
}
