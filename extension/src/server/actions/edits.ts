import type { CodeAction, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientFeatures } from '../client-features.ts';
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

/** An action as a client takes it: edits that say their version mean nothing to one that does not know of versions. */
export function writtenFor(action: CodeAction, { versionedEdits }: ClientFeatures): CodeAction {
  const { edit } = action;
  if (versionedEdits || !edit?.documentChanges) return action;
  const changes: Record<string, TextEdit[]> = {};
  for (const change of edit.documentChanges) {
    if (!('edits' in change)) continue;
    (changes[change.textDocument.uri] ??= []).push(...change.edits.filter((one) => 'newText' in one));
  }
  return { ...action, edit: { changes } };
}
