/** A piece of a text that is replaced, by where it begins and ends in it. */
export interface TextEdit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/** What one report wants to be changed: all of it or nothing. */
export type EditGroup = readonly TextEdit[];

/** Tells where something stood before a text was changed. */
export type Origin = (offset: number) => number;

/** Those groups, in their order in the text, of which none reaches into another, as ESLint chooses them. */
export function compatible<Group extends { readonly edits: EditGroup }>(groups: readonly Group[]): Group[] {
  const chosen: Group[] = [];
  let free = -1;
  const sorted = groups.toSorted((one, other) => {
    const [[start, end], [otherStart, otherEnd]] = [extent(one.edits), extent(other.edits)];
    return start - otherStart || end - otherEnd;
  });
  for (const group of sorted) {
    const [start, end] = extent(group.edits);
    if (start <= free) continue;
    chosen.push(group);
    free = end;
  }
  return chosen;
}

/** Changes a text, and says where each place of the new one was in the old one. */
export function applyEdits(text: string, edits: readonly TextEdit[]): { text: string; origin: Origin } {
  // Where two insert at one place, the first said comes first.
  const sorted = edits.toSorted(
    (one, other) => one.range[0] - other.range[0] || one.range[1] - other.range[1],
  );
  let changed = '';
  let end = 0;
  for (const edit of sorted) {
    changed += text.slice(end, edit.range[0]) + edit.text;
    end = edit.range[1];
  }
  return { text: changed + text.slice(end), origin: (offset) => originIn(sorted, offset) };
}

function originIn(sorted: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { range, text } of sorted) {
    const start = range[0] + shift;
    if (offset < start) break;
    // What is within a new piece was where that piece was put.
    if (offset < start + text.length) return range[0];
    shift += text.length - (range[1] - range[0]);
  }
  return offset - shift;
}

function extent(edits: EditGroup): readonly [start: number, end: number] {
  return [Math.min(...edits.map(({ range }) => range[0])), Math.max(...edits.map(({ range }) => range[1]))];
}

/** Line and column, counted from one, of a place in a text. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
