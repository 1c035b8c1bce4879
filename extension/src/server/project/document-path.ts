import { isAbsolute, join, parse, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { CELL_SCHEME } from '../../shared/languages.ts';

/**
 * Documents by paths, since rules and settings know files by paths only. What is not on disk (a repository on a server
 * that is shown without a copy, say) gets a path that no file on disk has, and that leads back to it.
 */

const { root: ROOT } = parse(process.cwd());

const REMOTE = 'remote:';

/** The absolute path of the file that a document is, or that it is a cell of; none for one that was never saved. */
export function pathOf(uri: string): string | undefined {
  const { scheme, authority, path, fsPath } = URI.parse(uri);
  if (scheme === 'file') return fsPath;
  // What was never saved has a name and no folder.
  if (scheme === 'untitled' || !path.startsWith('/')) return undefined;
  if (scheme === CELL_SCHEME) return isAbsolute(fsPath) ? fsPath : undefined;
  const folder = `${REMOTE}${scheme}:${encodeURIComponent(authority)}`;
  return join(ROOT, folder, path.replace(/\/$/, ''));
}

/** The URI of a file that has a path. */
export function uriOf(file: string): string {
  const [, scheme, authority, path] = remoteParts(file) ?? [];
  if (scheme === undefined || authority === undefined || path === undefined) return URI.file(file).toString();
  return URI.from({ scheme, authority: decodeURIComponent(authority), path }).toString();
}

/** Whether a path is that of a file which is not on disk. */
export function isRemote(file: string): boolean {
  return remoteParts(file) !== null;
}

/** Whether a document is a cell of a notebook. */
export function isCell(uri: string): boolean {
  return uri.startsWith(`${CELL_SCHEME}:`);
}

/** Whether a document, or the notebook that it is a cell of, is a file on disk. */
export function isOnDisk(uri: string): boolean {
  const file = pathOf(uri);
  return file !== undefined && !isRemote(file);
}

function remoteParts(file: string): RegExpExecArray | null {
  if (!file.startsWith(ROOT + REMOTE)) return null;
  const slashed = sep === '/' ? file : file.replaceAll(sep, '/');
  return /^remote:([a-z][a-z\d+.-]*):([^/]*)(\/.*|)$/i.exec(slashed.slice(ROOT.length));
}
