import type { LintedText, Report } from './report.ts';
import { applyEdits, compatible } from './text-edits.ts';
import type { Origin } from './text-edits.ts';

/** A report that was mended. */
export interface Mend extends Pick<Report, 'name' | 'rule' | 'kind' | 'fixId'> {
  /** Where the report stood in the text before any fix. */
  readonly start: number;
}

/** What tells a mend from the others of its file, however many of them are made. */
export function keyOf({ start, name }: Pick<Mend, 'start' | 'name'>): string {
  return `${String(start)} ${name ?? ''}`;
}

export interface FixedText {
  readonly text: string;
  readonly mends: readonly Mend[];
  /** Where a place of the text was before the fixes. */
  readonly origin: Origin;
}

/** Imports come one at a time, so that a text is gone through as often as it gets new ones; and that has an end. */
const MOST_PASSES = 100;

/**
 * Fixes a text as `eslint --fix` does: until nothing is left to fix.
 *
 * @param lint gives what the rules say of a text
 * @param isWanted leaves out fixes, by where they would be
 */
export function fixText(
  text: string,
  lint: (text: string) => LintedText,
  isWanted: (mend: Mend) => boolean = () => true,
): FixedText {
  const mends = new Map<string, Mend>();
  let fixed: Omit<FixedText, 'mends'> = { text, origin: (offset) => offset };
  let before: readonly Mend[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const { origin } = fixed;
    const linted = lint(fixed.text);
    // What cannot be read any more was broken by the pass before: better none of it than half.
    if ('unread' in linted) return { text, mends: [], origin: (offset) => offset };
    const found = linted.reports.map(({ start, edits, ...report }) => ({
      ...{ start, edits },
      mend: mendOf({ ...report, start: origin(start) }),
    }));
    // A call that stands in the arguments of another is mended with it.
    const reported = new Set(found.map(({ mend }) => keyOf(mend)));
    for (const mend of before) if (!reported.has(keyOf(mend))) mends.set(keyOf(mend), mend);
    const unwanted = new Set(found.filter(({ mend }) => !isWanted(mend)).map(({ start }) => start));
    const chosen = compatible(
      found.filter(
        ({ start, edits }) =>
          edits.length > 0 && !unwanted.has(start) && !edits.some(({ range }) => unwanted.has(range[0])),
      ),
    );
    if (chosen.length === 0) break;
    before = found.map(({ mend }) => mend);
    const next = applyEdits(
      fixed.text,
      chosen.flatMap(({ edits }) => edits),
    );
    for (const { mend } of chosen) mends.set(keyOf(mend), mend);
    fixed = { text: next.text, origin: (offset) => origin(next.origin(offset)) };
  }
  return { ...fixed, mends: [...mends.values()].toSorted((one, other) => one.start - other.start) };
}

function mendOf({ start, name, rule, kind, fixId }: Omit<Report, 'edits'>): Mend {
  return { start, rule, ...(name && { name }), ...(kind && { kind }), ...(fixId && { fixId }) };
}
