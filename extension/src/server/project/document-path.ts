import { isAbsolute } from 'node:path';
import { URI } from 'vscode-uri';
import { CELL_SCHEME } from '../../shared/languages.ts';

/** The absolute path of the file on disk that a document is, or that it is a cell of. */
export function pathOf(uri: string): string | undefined {
  const { scheme, path, fsPath } = URI.parse(uri);
  if (scheme === 'file') return fsPath;
  // A notebook that was never saved has a name and no folder.
  return scheme === CELL_SCHEME && path.startsWith('/') && isAbsolute(fsPath) ? fsPath : undefined;
}

/** Whether a document is a cell of a notebook. */
export function isCell(uri: string): boolean {
  return uri.startsWith(`${CELL_SCHEME}:`);
}
