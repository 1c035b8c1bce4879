/** How most samples begin. */
const IMPORTS = "import fs, { readFileSync } from 'node:fs';";

/** Puts statements into an async function, and what they become into the same with `toThread` imported. */
export function inAsync(statements: string, fixed: string): { code: string; output: string } {
  return { code: asyncFunction(statements), output: fixedFunction(fixed) };
}

/** An async function `f` with the statements, below an import of `fs`. */
export function asyncFunction(statements: string): string {
  return `${IMPORTS}\nasync function f(x, y) {\n  ${statements}\n}`;
}

/** The same, with `toThread` imported. */
export function fixedFunction(statements: string): string {
  return `${IMPORTS}\nimport { toThread } from 'to-thread';\nasync function f(x, y) {\n  ${statements}\n}`;
}
