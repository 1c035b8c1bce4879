import { relative, sep } from 'node:path';
import { minimatch } from 'minimatch';
import { isInside } from './folders.ts';

/**
 * Whether a file is excluded by glob patterns that are relative to its workspace folder. A pattern of a folder, such as
 * `dist` or `**\/dist/`, means all that is in it.
 *
 * @param file absolute path
 * @param folder absolute path; patterns are held against the whole path of a file outside of it
 */
export function isExcluded(file: string, folder: string | undefined, patterns: readonly string[]): boolean {
  const path = folder !== undefined && isInside(file, folder) ? relative(folder, file) : file;
  const slashed = sep === '/' ? path : path.replaceAll(sep, '/');
  return patterns.some((given) => {
    const pattern = given.replace(/^\.\/|\/$/g, '');
    return [pattern, `${pattern}/**`].some((glob) => minimatch(slashed, glob, { dot: true, nonegate: true }));
  });
}
