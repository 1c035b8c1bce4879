import { existsSync, readFileSync } from 'node:fs';

/** The lines that calls have left in a file, sorted. */
export function linesIn(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort() : [];
}
