import { commands, extensions, languages, Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { CodeAction, Diagnostic, Event, TextDocument, TextEditor } from 'vscode';
import type { Api } from '../../../extension/src/shared/api.ts';

/** What a person does in the editor, as functions. Everything waits for events; nothing sleeps. */

/** The URI of a file in the opened folder. */
export function fileUri(...segments: string[]): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, ...segments);
}

/** What the extension says of itself. */
export async function api(): Promise<Api> {
  const extension = extensions.getExtension<Api>('to-thread.to-thread-vscode');
  if (!extension) throw new Error('the extension is not installed');
  return extension.activate();
}

/** Writes a file and opens it in an editor. */
export async function openFile(name: string, content: string): Promise<TextEditor> {
  return openUri(fileUri(name), content);
}

export async function openUri(uri: Uri, content: string): Promise<TextEditor> {
  await workspace.fs.writeFile(uri, Buffer.from(content));
  // A preview would be replaced by the next file, and only files in a tab are checked.
  return window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
}

/** Our diagnostics of a file. */
export function diagnosticsOf(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'to-thread');
}

/** Waits until a file has that many of our diagnostics. */
export async function untilDiagnostics(uri: Uri, count: number): Promise<Diagnostic[]> {
  await until(languages.onDidChangeDiagnostics, () => diagnosticsOf(uri).length === count);
  return diagnosticsOf(uri);
}

/** Waits until something holds that is looked at again at each event. */
export async function until<Value>(event: Event<Value>, holds: (value?: Value) => boolean): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve) => {
    const subscription = event((value) => {
      if (!holds(value)) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** What the light bulb offers at the first occurrence of a text. */
export async function lightBulb(document: TextDocument, at: string, kind?: string): Promise<CodeAction[]> {
  const offset = document.getText().indexOf(at);
  if (offset === -1) throw new Error(`the document has no ${at}`);
  const position = document.positionAt(offset);
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(position, position),
    kind,
    // How many of them to resolve, as the editor does for the one that is picked.
    50,
  );
}

/** Picks one of the light bulb's actions. */
export async function pick(actions: readonly CodeAction[], title: RegExp): Promise<void> {
  const found = actions.filter((action) => title.test(action.title));
  const [action] = found;
  if (!action || found.length > 1) {
    throw new Error(
      `${found.length} of these match ${title.source}: ${actions.map((one) => one.title).join(' | ')}`,
    );
  }
  if (action.edit) await workspace.applyEdit(action.edit);
  if (action.command)
    await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}

/** Replaces the whole text of an editor. */
export async function replaceAll({ document }: TextEditor, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
}

export async function closeAll(): Promise<void> {
  await commands.executeCommand('workbench.action.closeAllEditors');
}
