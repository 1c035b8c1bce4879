import * as errors from '../errors.ts';
import { definitionOf, type Script } from './definition-site.ts';
import { nameOf, reference, type AnyFunction, type FunctionReference } from './function-reference.ts';

/** Comments and quoted strings, in which a word means nothing. */
const QUIET_TEXT = /\/\*[^]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/**
 * Names `fn` by its text.
 * @throws TypeError if the text alone would not do what the function does, as far as that can be seen beforehand
 */
export function textReference(fn: AnyFunction, { isModule, url }: Script): FunctionReference {
  // Wrappers often have a `toString` that gives the text of what they wrap.
  const text = Function.prototype.toString.call(fn);
  const name = nameOf(fn);
  const code = text.replace(QUIET_TEXT, ' ');
  const [needed] = /^class\b|\b(?:this|super|new\.target|import\.meta)\b/.exec(code) ?? [];
  if (needed !== undefined) {
    const reason = needed === 'class' ? 'it is a class' : `it uses \`${needed}\` and is not exported`;
    throw errors.unsupportedFunction(name, reason);
  }
  const around = definitionOf(fn, true)?.variables ?? [];
  // A variable that hides a global would silently become that global in the worker: `import crypto from …`.
  const hiding = around.find((variable) => variable in globalThis && uses(code, variable));
  if (hiding !== undefined) throw errors.capturedVariable(name, hiding);
  // Stacks are clearer without it, so only a text that may import something is said to be from that file.
  const from = code.includes('import') && url.startsWith('file:') ? [url] : [];
  return {
    ...reference(name, ['source', text, isModule, ...from]),
    // A `ReferenceError` for a variable that exists around the function means that the text was not self-contained.
    explain(error) {
      const { message = '' } = error instanceof ReferenceError ? error : {};
      const [, variable = ''] = /^(\S+) is not defined$/.exec(message) ?? [];
      return around.includes(variable) ? errors.capturedVariable(name, variable, error) : undefined;
    },
  };
}

function uses(code: string, variable: string): boolean {
  return new RegExp(`(?<![.\\w$])${variable.replaceAll('$', '\\$')}(?![\\w$])`).test(code);
}
