import { readFile } from 'node:fs/promises';
import { globby } from 'globby';
import { FILE_PATTERN } from '../../shared/languages.ts';

/** Lists the files of a workspace folder that can be checked, without those that Git ignores. Absolute paths. */
export async function sourceFiles(folder: string, exclude: readonly string[]): Promise<string[]> {
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

/** Reads a text file as the editor does: UTF-8, without its byte order mark. */
export async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
