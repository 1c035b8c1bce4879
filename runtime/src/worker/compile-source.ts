type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Compilers that keep function names (esbuild's `keepNames`, so also tsx) write `__name(fn, 'name')` into function
 * texts and expect this helper in the module around them.
 */
function setName<T extends object>(target: T, name: string): T {
  return Object.defineProperty(target, 'name', { value: name, configurable: true });
}

/** The function whose source text this is, with nothing around it but globals. */
export function compileSource(text: string, strict: boolean): AnyFunction {
  try {
    return evaluate(text, strict);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // `parse(text) { … }` is a method: an expression only inside an object.
    const [method] = Object.values(evaluate(`{${text}}`, strict) as unknown as Record<string, unknown>);
    if (typeof method !== 'function') throw error;
    return method as AnyFunction;
  }
}

function evaluate(expression: string, strict: boolean): AnyFunction {
  const mode = strict ? '"use strict";' : '';
  const { Script } = process.getBuiltinModule('node:vm');
  const script = new Script(`((__name) => {${mode}return (${expression}\n)})`, {
    filename: 'to-thread:function',
  });
  return (script.runInThisContext() as (__name: typeof setName) => AnyFunction)(setName);
}
