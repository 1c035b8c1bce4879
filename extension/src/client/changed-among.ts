import { Uri, workspace } from 'vscode';
import { digestOf } from '../shared/digest.ts';
import type { FileEdits } from '../shared/messages.ts';

/** The files whose text is not the one that the edits are for, or cannot be read any more, as URIs. */
export async function changedAmong(files: readonly FileEdits[]): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const { uri, digest } of files) {
    const text = await textOf(uri);
    if (text === undefined || (await digestOf(text)) !== digest) changed.add(uri);
  }
  return changed;
}

async function textOf(uri: string): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open) return open.getText();
  try {
    // Without its byte order mark, as in a document.
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return undefined;
  }
}
