import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { enclosingFunction } from './actions/functions.ts';
import type { Report } from './lint/linting.ts';

/** How many calls block in each function, above the function. */
export function codeLenses({ result }: Report, document: TextDocument): CodeLens[] {
  if (result?.kind !== 'checked') return [];
  const counts = new Map<number, number>();
  for (const { start, details } of result.problems) {
    const fn = enclosingFunction(start, result.outline);
    // What is no valid call of the runtime need not block anybody.
    if (!fn || !(details.kind ?? details.way)) continue;
    counts.set(fn.start, (counts.get(fn.start) ?? 0) + 1);
  }
  return [...counts].map(([start, count]) => {
    const position = document.positionAt(start);
    return {
      range: { start: position, end: position },
      // There is nothing to run: the underlined calls have the light bulb.
      command: { title: `${count} blocking ${count === 1 ? 'call' : 'calls'}`, command: '' },
    };
  });
}
