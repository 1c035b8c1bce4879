import type { Rule } from 'eslint';
import { check } from '../lint/check.ts';
import type { Report } from '../lint/linting.ts';
import { applyChanges, minimalChanges, movedOffset } from './minimal-edits.ts';

/** As many passes as ESLint does: fixes that overlap (all of them add the import) take turns. */
const MAX_PASSES = 10;

/**
 * Applies all fixes of our rules to a text, or to a part of it, pass by pass as `eslint --fix` does, so that the
 * result is the same to the byte. Comments in the text can turn on other rules, whose fixes are not ours to apply.
 *
 * @param report the check of this very text, which is not made again
 * @param part only problems that lie in it are fixed
 */
export function fixAll(
  text: string,
  { file, setup, result: first }: Report,
  part: { readonly start: number; readonly end: number } = { start: 0, end: Infinity },
): string {
  if (!setup) return text;
  let output = text;
  let { start, end } = part;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const result = pass === 0 && first ? first : check(output, file, setup);
    if (result.kind !== 'checked') break;
    const fixes = result.problems
      .filter((problem) => problem.start >= start && problem.end <= end)
      .flatMap(({ message }) => message.fix ?? []);
    if (fixes.length === 0) break;
    const fixed = applyFixes(output, fixes);
    const changes = minimalChanges(output, fixed);
    start = movedOffset(start, changes, false);
    end = movedOffset(end, changes, true);
    output = fixed;
  }
  return output;
}

/** Applies the fixes that do not touch one another; of those that do, the first in the text. */
function applyFixes(text: string, fixes: readonly Rule.Fix[]): string {
  const inOrder = [...fixes].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  let last = -1;
  const chosen = inOrder.flatMap(({ range: [start, end], text: replacement }) => {
    if (start <= last) return [];
    last = end;
    return [{ start, end, text: replacement }];
  });
  return applyChanges(text, chosen);
}
