import { relative, sep } from 'node:path';
import { minimatch } from 'minimatch';
import { isInside } from './folders.ts';

/**
 * Whether a file is excluded by glob patterns that are relative to its workspace folder.
 *
 * @param file absolute path
 * @param folder absolute path; patterns are held against the whole path of a file outside of it
 */
export function isExcluded(file: string, folder: string | undefined, patterns: readonly string[]): boolean {
  const path = folder !== undefined && isInside(file, folder) ? relative(folder, file) : file;
  const slashed = sep === '/' ? path : path.replaceAll(sep, '/');
  return patterns.some((pattern) => minimatch(slashed, pattern, { dot: true }));
}
