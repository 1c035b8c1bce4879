import { getBuiltinModule } from '../common/node.ts';
import { valueAt } from '../function-reference/exports.ts';
import type { Helper } from './protocol.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Compilers that keep function names (esbuild's `keepNames`, so also tsx) write `__name(fn, 'name')` into function
 * texts and expect this helper in the module around them.
 */
function setName<T extends object>(target: T, name: string): T {
  return Object.defineProperty(target, 'name', { value: name, configurable: true });
}

export interface Source {
  readonly text: string;
  readonly strict: boolean;
  /** What compilers have put around it. */
  readonly helpers: readonly Helper[];
  /** The URL of the file it is from, if that matters to it. */
  readonly from?: string | undefined;
}

/** The function whose source text this is, with nothing around it but globals and its helpers. */
export function compileSource(source: Source): AnyFunction {
  const { text } = source;
  try {
    return evaluate(text, source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // `parse(text) { … }` is a method: an expression only inside an object.
    const holder = evaluate(`{${text}\n}`, source);
    // An accessor has it as its `get` or `set`.
    const [descriptor = {}] = Object.values(Object.getOwnPropertyDescriptors(holder));
    const method: unknown = Object.values(descriptor).find((each) => typeof each === 'function');
    if (method === undefined) throw error;
    return method as AnyFunction;
  }
}

function evaluate(expression: string, { strict, helpers, from = 'to-thread:function' }: Source): AnyFunction {
  const mode = strict ? '"use strict";' : '';
  const modules = helpers.filter((helper) => helper[1] === null);
  const names = ['__name', ...modules.map(([name]) => name)];
  const texts = helpers.flatMap(([name, text]) => (text === null ? [] : declaration(name, text)));
  const enclosed = runScript(
    `((${names.join()}) => {${mode}${texts.join('')}return (${expression}\n)})`,
    from,
  );
  const loaded = modules.map(([, , file, ...path]) =>
    valueAt(getBuiltinModule('module').createRequire(file)(file), path),
  );
  return (enclosed as (...around: unknown[]) => AnyFunction)(setName, ...loaded);
}

/** Functions that are declared may give their names another meaning, which those of expressions never get. */
function declaration(name: string, text: string): string {
  return text.startsWith(`function ${name}(`) ? `${text}\n` : `var ${name}=(${text}\n);`;
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
