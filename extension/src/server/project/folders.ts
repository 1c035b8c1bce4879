import { dirname, relative, sep } from 'node:path';

/** The folders around a path, nearest first, up to and with `last` (the root of the file system when absent). */
export function* foldersAbove(path: string, last?: string): Generator<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    yield folder;
    if (folder === last || dirname(folder) === folder) return;
  }
}

/** Whether `path` is `folder` or lies in it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way);
}
