import { workspace } from 'vscode';
import type { Uri, WorkspaceEdit } from 'vscode';

/** The version of each open document at some moment, by URI. */
export type OpenVersions = ReadonlyMap<string, number>;

export function openVersions(): OpenVersions {
  return new Map(workspace.textDocuments.map(({ uri, version }) => [uri.toString(), version]));
}

/** Whether none of these files was typed in, opened or closed since a moment. */
export function areUnchanged(uris: Iterable<Uri | string>, since: OpenVersions): boolean {
  const now = openVersions();
  return [...uris].every((uri) => now.get(uri.toString()) === since.get(uri.toString()));
}

/** Whether an edit is for texts that are still what they were. */
export function isUpToDate(edit: WorkspaceEdit, since: OpenVersions): boolean {
  return areUnchanged(
    edit.entries().map(([uri]) => uri),
    since,
  );
}
