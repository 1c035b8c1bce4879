import { errors } from '../errors.ts';
import { variablesAround, type ScriptSite } from './definition-site.ts';
import { isEntry } from './find-export.ts';
import type { AnyFunction } from './function-reference.ts';

/** Comments and quoted strings, in which a word means nothing. */
const QUIET_TEXT = /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

const EXPORT_IT = 'Export it from a module of its own, or pass what it needs as arguments';

/** Why the text alone would not do what the function does, as far as that can be seen without running it. */
export function refusalOfText(
  fn: AnyFunction,
  text: string,
  name: string,
  site: ScriptSite,
): Error | undefined {
  const code = text.replace(QUIET_TEXT, ' ');
  if (code.startsWith('class')) {
    return errors.unsupportedFunction(name, 'it is a class', 'Pass a function that makes the instance');
  }
  const [needed] = /\b(?:this|super|new\.target)\b/.exec(code) ?? [];
  if (needed !== undefined) {
    return errors.unsupportedFunction(
      name,
      `it is not exported from ${isEntry(site.url) ? 'a module other than the entry file' : 'its module'} and uses \`${needed}\`, which stays in this thread`,
      EXPORT_IT,
    );
  }
  // A variable that hides a global would silently become that global in the worker: `import crypto from …`.
  for (const variable of variablesAround(fn)) {
    if (variable in globalThis && uses(code, variable)) return errors.capturedVariable(name, variable);
  }
  return undefined;
}

/** A `ReferenceError` for a variable that exists around the function means that the text was not self-contained. */
export function explainReferenceError(fn: AnyFunction, name: string, error: unknown): Error | undefined {
  if (!(error instanceof ReferenceError)) return undefined;
  const [, variable] = /^(\S+) is not defined$/.exec(error.message) ?? [];
  if (variable === undefined || !variablesAround(fn).has(variable)) return undefined;
  return errors.capturedVariable(name, variable, error);
}

function uses(code: string, variable: string): boolean {
  const escaped = variable.replaceAll('$', '\\$');
  return new RegExp(`(?<![.\\w$])${escaped}(?![\\w$])`).test(code);
}
