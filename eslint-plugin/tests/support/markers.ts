/** Where ESLint says that something is: lines from 1, columns from 1, the end past the last character. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Takes `«` and `»` out of a text and gives the places they stood around, in the order of their starts. */
export function readMarkers(marked: string): {
  readonly code: string;
  readonly locations: readonly Location[];
} {
  const found: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let code = '';
  for (const character of marked) {
    if (character === '«') {
      const range = { start: code.length, end: -1 };
      found.push(range);
      open.push(range);
    } else if (character === '»') {
      const range = open.pop();
      if (!range) throw new Error(`A » has no « before it in: ${marked}`);
      range.end = code.length;
    } else {
      code += character;
    }
  }
  if (open.length > 0 || found.length === 0) throw new Error(`Each report needs a « and a » in: ${marked}`);
  const locations = found.map(({ start, end }) => {
    const from = positionAt(code, start);
    const to = positionAt(code, end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  });
  return { code, locations };
}

function positionAt(text: string, index: number): { line: number; column: number } {
  // A byte order mark is no part of the text that ESLint counts in.
  const lines = text
    .slice(0, index)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\r\n\u2028\u2029]/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
