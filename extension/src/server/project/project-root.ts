import { dirname, join } from 'node:path';
import { exists } from './files.ts';
import { foldersAbove } from './folders.ts';

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
