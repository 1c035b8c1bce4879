import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { minimalChanges } from './minimal-edits.ts';
import type { TextChange } from './minimal-edits.ts';

export function toTextEdits(changes: readonly TextChange[], document: TextDocument): TextEdit[] {
  return changes.map(({ start, end, text }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText: text,
  }));
}

/** An edit of one version of a document: the editor refuses it when the user has typed on. */
export function editOf(document: TextDocument, changes: readonly TextChange[]): WorkspaceEdit {
  const { uri, version } = document;
  return { documentChanges: [{ textDocument: { uri, version }, edits: toTextEdits(changes, document) }] };
}

/** The smallest edit that gives a document a new text. */
export function editTo(document: TextDocument, text: string): WorkspaceEdit {
  return editOf(document, minimalChanges(document.getText(), text));
}
