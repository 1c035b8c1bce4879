import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Requests } from '../shared/messages.ts';

type Answer<Method extends keyof Requests> = (
  params: Requests[Method]['params'],
) => Promise<Requests[Method]['result']>;

/** Reads files for the server that are not on its disk. */
export function answerForFiles(client: BaseLanguageClient): void {
  const readFile: Answer<'toThread/readFile'> = async ({ uri }) =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  const listFolder: Answer<'toThread/listFolder'> = async ({ uri }) => {
    const entries = await workspace.fs.readDirectory(Uri.parse(uri));
    // What a link leads to is looked at where it is.
    return entries
      .filter(([, type]) => (type & FileType.SymbolicLink) === 0)
      .map(([name, type]) => ({ name, isFolder: (type & FileType.Directory) !== 0 }));
  };
  client.onRequest('toThread/readFile', readFile);
  client.onRequest('toThread/listFolder', listFolder);
}
