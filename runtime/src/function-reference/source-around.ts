import { fileURLToPath, readFileSync } from '../node.ts';
import type { Site } from './definition-site.ts';
import { sourceOf, type Script } from './inspector.ts';

/** What is before and after the text of a function in its script; undefined if it is not found there. */
export function sourceAround(
  { script, line, column }: Site,
  text: string,
): { readonly before: string; readonly after: string } | undefined {
  for (const read of [sourceInFile, sourceOf]) {
    const source = read(script);
    const from = source.lastIndexOf(text, offsetOf(source, line, column));
    if (from !== -1) return { before: source.slice(0, from), after: source.slice(from + text.length) };
  }
  return undefined;
}

/**
 * The text of the only function in a script that is declared by that name, but for those within it.
 *
 * @param problemOf says why something is no code
 */
export function declarationIn(
  script: Script,
  name: string,
  problemOf: (code: string) => string | undefined,
): string | undefined {
  for (const read of [sourceInFile, sourceOf]) {
    const source = read(script);
    const start = source.indexOf(`function ${name}(`);
    const last = source.lastIndexOf(`function ${name}(`);
    if (start === -1) continue;
    // The first part that is complete is all of it.
    for (let end = start; (end = source.indexOf('}', end) + 1) > 0;) {
      const text = source.slice(start, end);
      if (problemOf(`(${text}\n)`) === undefined) return last < end ? text : undefined;
    }
  }
  return undefined;
}

/** To ask V8 takes the longer the more scripts there are, and mostly a script is its file. */
function sourceInFile({ url }: Script): string {
  try {
    return url.startsWith('file:') ? readFileSync(fileURLToPath(url), 'utf8') : '';
  } catch {
    return '';
  }
}

function offsetOf(source: string, line: number, column: number): number {
  let start = 0;
  for (let each = 0; each < line; each++) start = source.indexOf('\n', start) + 1;
  return start + column;
}
