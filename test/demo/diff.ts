import { createTwoFilesPatch } from 'diff';
import type { FixedFile } from './lint.ts';
import { paint, print } from './terminal.ts';

/** Prints what `git diff` would show, with as little around it as makes sense of it. */
export function printDiff(files: readonly FixedFile[]): void {
  for (const { path, before, after } of files) {
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
      context: 1,
    });
    for (const line of patch.split('\n').slice(1, -1)) print(paintLine(line));
  }
}

function paintLine(line: string): string {
  if (line.startsWith('---') || line.startsWith('+++')) return paint('bold', line);
  if (line.startsWith('@@')) return paint('cyan', line);
  if (line.startsWith('+')) return paint('green', line);
  if (line.startsWith('-')) return paint('red', line);
  return line;
}
