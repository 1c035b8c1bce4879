import * as errors from '../errors.ts';
import { variablesAround, type Script } from './definition-site.ts';
import { nameOf, reference, type AnyFunction, type FunctionReference } from './function-reference.ts';

/** Comments and quoted strings, in which a word means nothing. */
const QUIET_TEXT = /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/**
 * Names `fn` by its text.
 * @throws TypeError if the text alone would not do what the function does, as far as that can be seen beforehand
 */
export function textReference(fn: AnyFunction, { isModule, url }: Script): FunctionReference {
  const text = String(fn);
  const name = nameOf(fn);
  const code = text.replace(QUIET_TEXT, ' ');
  if (code.startsWith('class')) {
    throw errors.unsupportedFunction(name, 'it is a class', 'Pass a function that makes the instance');
  }
  const [needed] = /\b(?:this|super|new\.target|import\.meta)\b/.exec(code) ?? [];
  if (needed !== undefined) {
    throw errors.unsupportedFunction(
      name,
      `it uses \`${needed}\`, which stays in this thread, and is not exported`,
      'Export it from a module of its own, or pass what it needs as arguments',
    );
  }
  // A variable that hides a global would silently become that global in the worker: `import crypto from …`.
  const hiding = variablesAround(fn).find((variable) => variable in globalThis && uses(code, variable));
  if (hiding !== undefined) throw errors.capturedVariable(name, hiding);
  // Stacks are clearer without it, so only a text that may import something is said to be from that file.
  const isFrom = code.includes('import') && url.startsWith('file:');
  return {
    ...reference(name, isFrom ? ['source', text, isModule, url] : ['source', text, isModule]),
    explain: (error) => explainReferenceError(fn, name, error),
  };
}

/** A `ReferenceError` for a variable that exists around the function means that the text was not self-contained. */
function explainReferenceError(fn: AnyFunction, name: string, error: unknown): Error | undefined {
  const { message = '' } = error instanceof ReferenceError ? error : {};
  const [, variable = ''] = /^(\S+) is not defined$/.exec(message) ?? [];
  return variablesAround(fn).includes(variable) ? errors.capturedVariable(name, variable, error) : undefined;
}

function uses(code: string, variable: string): boolean {
  return new RegExp(`(?<![.\\w$])${variable.replaceAll('$', '\\$')}(?![\\w$])`).test(code);
}
