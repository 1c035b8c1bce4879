import { access } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** The folders around a path, nearest first, up to and with `last` (the root of the file system when absent). */
export function* foldersAbove(path: string, last?: string): Generator<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    yield folder;
    if (folder === last || dirname(folder) === folder) return;
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Whether `path` is `folder` or lies in it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way);
}

/**
 * The outermost folder whose files belong to the same project as `path`: that of its Git repository, since people
 * open single packages of a monorepo, else the workspace folder. What lies further out is not the user's project.
 */
export async function projectRoot(path: string, workspaceFolder: string | undefined): Promise<string> {
  for (const folder of foldersAbove(path)) {
    if (await exists(join(folder, '.git'))) return folder;
  }
  return workspaceFolder ?? dirname(path);
}
