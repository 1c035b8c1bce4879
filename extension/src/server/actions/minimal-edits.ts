import { diffLines, diffWordsWithSpace } from 'diff';
import type { Change } from 'diff';

/** A replacement of a part of a text, as offsets into it. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The small changes that make one text of another. ESLint joins all that one fix does, from the import at the top
 * of the file to the call at its end; as it stands, that would move cursors and breakpoints in between.
 */
export function minimalChanges(before: string, after: string): TextChange[] {
  return lineChanges(before, after).flatMap(({ start, end, text }) =>
    // Words are compared only within the few lines that differ, which keeps this quick for files of any size.
    changesOf(diffWordsWithSpace(before.slice(start, end), text)).map((change) => ({
      start: start + change.start,
      end: start + change.end,
      text: change.text,
    })),
  );
}

/** The same by whole lines, for people who look at each change and may leave it out: half a rewrite is no choice. */
export function lineChanges(before: string, after: string): TextChange[] {
  return changesOf(diffLines(before, after));
}

/** Joins the parts of a comparison that lie next to each other to changes. */
function changesOf(parts: readonly Change[]): TextChange[] {
  const changes: TextChange[] = [];
  let offset = 0;
  let open: { start: number; end: number; text: string } | undefined;
  for (const { added, removed, value } of parts) {
    if (added || removed) {
      if (!open) changes.push((open = { start: offset, end: offset, text: '' }));
      if (added) open.text += value;
      else open.end += value.length;
    } else {
      open = undefined;
    }
    if (!added) offset += value.length;
  }
  return changes;
}

/** Applies changes that are in order and do not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let end = 0;
  for (const change of changes) {
    result += text.slice(end, change.start) + change.text;
    end = change.end;
  }
  return result + text.slice(end);
}

/**
 * Where an offset is once changes are applied. Text inserted right at it comes before it with `after`, as for the
 * end of a range, and stays behind it otherwise.
 */
export function movedOffset(offset: number, changes: readonly TextChange[], after: boolean): number {
  let shift = 0;
  for (const { start, end, text } of changes) {
    if (start > offset || (start === offset && !after)) break;
    if (end > offset) return start + shift + (after ? text.length : 0);
    shift += text.length - (end - start);
  }
  return offset + shift;
}
