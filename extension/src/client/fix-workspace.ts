import { commands, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { CancellationToken, LogOutputChannel } from 'vscode';
import { COMMANDS } from '../shared/commands.ts';
import type { FileEdits, WorkspaceFix } from '../shared/messages.ts';
import { changedAmong } from './changed-among.ts';
import { areUnchanged, openVersions } from './open-versions.ts';
import { withServerProgress } from './progress.ts';
import { sayBriefly } from './say-briefly.ts';
import type { ServerProcess } from './server-process.ts';

/** How often files that change while they are fixed are tried again. */
const MAX_ROUNDS = 3;

/**
 * Fixes every file of the workspace. The edits are shown in the refactor preview first, where each can be left out;
 * nothing is written before the user applies them. A file that changes while it is looked at is looked at again, and
 * left out if that does not help; the editor itself refuses to apply what has changed since the preview.
 *
 * @returns how many files were offered
 */
export async function fixWorkspace(server: ServerProcess, log: LogOutputChannel): Promise<number> {
  const offer = await withServerProgress('Fixing blocking calls', server, (workDoneToken, cancellation) =>
    offerOf(
      (files) =>
        server.request('toThread/fixWorkspace', { workDoneToken, ...(files && { files }) }, cancellation),
      cancellation,
    ),
  );
  if (!offer) return 0;
  const { edit, files, leftOut, withoutRuntime } = offer;
  log.info(`Fix All in Workspace: ${files} files to fix.`);
  // Nothing is waited for between the last look at the documents and this.
  const applied = edit && workspace.applyEdit(edit, { isRefactoring: true });
  if (leftOut.length > 0) sayLeftOut(leftOut, log);
  if (files === 0 && withoutRuntime.length > 0) {
    sayBriefly('nothing to fix before the runtime is installed');
    sayWithoutRuntime(withoutRuntime);
  } else if (files === 0 && leftOut.length === 0) {
    sayBriefly('nothing to fix');
  }
  await applied;
  return files;
}

interface Offer {
  /** Absent when there is nothing to offer. */
  readonly edit?: WorkspaceEdit;
  readonly files: number;
  /** Files that went on changing, as URIs. */
  readonly leftOut: readonly string[];
  readonly withoutRuntime: readonly string[];
}

/** Asks for edits until they are for what is in the files; nothing when cancelled. */
async function offerOf(
  ask: (files?: readonly string[]) => Promise<WorkspaceFix>,
  cancellation: CancellationToken,
): Promise<Offer | undefined> {
  const first = await ask();
  const { withoutRuntime } = first;
  let { files, cancelled } = first;
  for (let round = 1; ; round++) {
    if (cancelled || cancellation.isCancellationRequested) return undefined;
    const versions = openVersions();
    const changed = await changedAmong(files);
    const isLate = (uri: string): boolean => changed.has(uri) || !areUnchanged([uri], versions);
    const late = files.map(({ uri }) => uri).filter(isLate);
    const kept = files.filter(({ uri }) => !late.includes(uri));
    if (late.length === 0 || round === MAX_ROUNDS) {
      return {
        ...(kept.length > 0 && { edit: previewed(kept) }),
        files: kept.length,
        leftOut: late,
        withoutRuntime,
      };
    }
    const again = await ask(late);
    cancelled = again.cancelled;
    files = [...kept, ...again.files];
  }
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

function sayLeftOut(uris: readonly string[], log: LogOutputChannel): void {
  const names = uris.map((uri) => workspace.asRelativePath(Uri.parse(uri)));
  log.warn(`Changed while they were being fixed, and left out: ${names.join(', ')}.`);
  const what = names.length === 1 ? `${names.join('')} was` : `${names.length} files were`;
  void window.showWarningMessage(
    `to-thread: ${what} changed meanwhile and left out. Run Fix All in Workspace again when you have stopped editing.`,
  );
}

function sayWithoutRuntime([first, ...others]: readonly string[]): void {
  const files = others.length === 0 ? 'the file' : `the ${others.length + 1} files`;
  const install = 'Install Runtime';
  void window
    .showWarningMessage(
      `to-thread: nothing can be fixed before the runtime is installed for ${files} with blocking calls.`,
      install,
    )
    .then((choice) =>
      choice === install ? commands.executeCommand(COMMANDS.installRuntime, first) : undefined,
    );
}
