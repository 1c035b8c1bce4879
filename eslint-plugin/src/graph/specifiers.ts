/**
 * The modules that a text imports, found without parsing it. One too many, in a comment or a text, costs a look at a
 * file; what decides is the syntax tree of the files that are worth one.
 */

/** What stands before the name of a module: `from 'x'`, `import 'x'`, `import('x')`, `require('x')`. */
const SPECIFIER = /\b(?:from|import|require)\b\s*(?:\(\s*)?(["'`])([^"'`\n\\]+)\1/g;

/** `import type { … } from 'x'` and `export type { … } from 'x'`, which are gone when the program runs. */
const TYPES_ONLY = /\b(?:import|export)\s+type\b\s*(?!from\b)[\w$*{][^;'"`]*?\bfrom\s*$/;

/** How far before `from` the beginning of its statement is looked for. */
const LONGEST_LIST = 2_000;

/** The names of the modules, each once. */
export function specifiersIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(SPECIFIER)) {
    const [whole, , specifier = ''] = match;
    if (found.has(specifier)) continue;
    if (whole.startsWith('from') && isOfTypes(text, match.index)) continue;
    found.add(specifier);
  }
  return [...found];
}

function isOfTypes(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - LONGEST_LIST), from);
  const start = Math.max(before.lastIndexOf('import'), before.lastIndexOf('export'));
  return start !== -1 && TYPES_ONLY.test(`${before.slice(start)}from`);
}
