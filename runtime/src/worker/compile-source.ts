import { getBuiltinModule } from '../common/node.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Compilers that keep function names (esbuild's `keepNames`, so also tsx) write `__name(fn, 'name')` into function
 * texts and expect this helper in the module around them.
 */
function setName<T extends object>(target: T, name: string): T {
  return Object.defineProperty(target, 'name', { value: name, configurable: true });
}

/**
 * The function whose source text this is, with nothing around it but globals.
 *
 * @param from the URL of the file it is from, if that matters to it
 */
export function compileSource(text: string, strict: boolean, from?: string): AnyFunction {
  try {
    return evaluate(text, strict, from);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // `parse(text) { … }` is a method: an expression only inside an object.
    const holder = evaluate(`{${text}\n}`, strict, from);
    // An accessor has it as its `get` or `set`.
    const [descriptor = {}] = Object.values(Object.getOwnPropertyDescriptors(holder));
    const method: unknown = Object.values(descriptor).find((each) => typeof each === 'function');
    if (method === undefined) throw error;
    return method as AnyFunction;
  }
}

function evaluate(expression: string, strict: boolean, from = 'to-thread:function'): AnyFunction {
  const mode = strict ? '"use strict";' : '';
  const enclosed = runScript(`((__name) => {${mode}return (${expression}\n)})`, from);
  return (enclosed as (__name: typeof setName) => AnyFunction)(setName);
}

/** What a script evaluates to. It may `import()`, as a module at `filename` would. */
export function runScript(text: string, filename: string): unknown {
  if (!isSilent && text.includes('import')) silenceImports();
  const { constants, Script } = getBuiltinModule('vm');
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  return new Script(text, { filename, importModuleDynamically }).runInThisContext();
}

/** Whether Node has said all it has to say about `import()` in scripts. */
let isSilent = false;

/**
 * The first `import()` of a script makes Node warn that this is experimental, which is to-thread's affair and not the
 * user's. So the first is one that nobody hears of.
 */
function silenceImports(): void {
  isSilent = true;
  const emitWarning = Reflect.get(process, 'emitWarning') as unknown;
  process.emitWarning = () => undefined;
  try {
    (runScript("import('node:vm')", 'to-thread:import') as Promise<unknown>).catch(() => undefined);
  } finally {
    Reflect.set(process, 'emitWarning', emitWarning);
  }
}
