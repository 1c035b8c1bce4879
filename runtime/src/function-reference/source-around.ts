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
