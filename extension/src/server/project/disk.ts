import { access, readFile } from 'node:fs/promises';
import { globby } from 'globby';
import { FILE_PATTERN } from '../../shared/languages.ts';

/** Files on disk. The language server reads no others by itself. */

/** Lists the files of a folder that can be checked, without those that Git ignores. Absolute paths. */
export async function sourceFilesOnDisk(folder: string, exclude: readonly string[]): Promise<string[]> {
  const files = await globby(FILE_PATTERN, {
    cwd: folder,
    absolute: true,
    dot: true,
    gitignore: true,
    ignore: ['**/node_modules/**', '**/.git/**', ...exclude],
    followSymbolicLinks: false,
    // A folder that may not be read is left out, as it is by every other search in the editor.
    suppressErrors: true,
  });
  return files.sort();
}

/** Reads a text file; rejects where there is none. */
export async function readFromDisk(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

export async function isThereOnDisk(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
