import { diffLines } from 'diff';

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
  const changes: TextChange[] = [];
  let offset = 0;
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '' || added !== '') changes.push(trim(offset - removed.length, removed, added));
    removed = '';
    added = '';
  };
  for (const part of diffLines(before, after)) {
    if (part.added) {
      added += part.value;
    } else if (part.removed) {
      removed += part.value;
      offset += part.value.length;
    } else {
      flush();
      offset += part.value.length;
    }
  }
  flush();
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

/** Leaves out what the two texts of a change begin and end with alike. */
function trim(start: number, removed: string, added: string): TextChange {
  const shorter = Math.min(removed.length, added.length);
  let prefix = 0;
  while (prefix < shorter && removed[prefix] === added[prefix]) prefix++;
  if (splitsPair(removed, prefix) || splitsPair(added, prefix)) prefix--;
  let suffix = 0;
  while (suffix < shorter - prefix && removed.at(-1 - suffix) === added.at(-1 - suffix)) suffix++;
  if (splitsPair(removed, removed.length - suffix) || splitsPair(added, added.length - suffix)) suffix--;
  return {
    start: start + prefix,
    end: start + removed.length - suffix,
    text: added.slice(prefix, added.length - suffix),
  };
}

/** Whether an offset falls between two code units that editors keep together: a line break, or one character. */
function splitsPair(text: string, offset: number): boolean {
  return /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}
