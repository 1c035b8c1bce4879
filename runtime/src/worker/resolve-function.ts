import { getBuiltinModule, types } from '../common/node.ts';
import { valueAt } from '../function-reference/exports.ts';
import { unwrap } from '../function-reference/instrumentation.ts';
import type { Callable, Manner } from './callable.ts';
import { compileSource, runScript } from './compile-source.ts';
import { mannerIn, SEPARATOR } from './manner.ts';
import type { FunctionKey } from './protocol.ts';

/** One of the two threads has another function in the place of this one. */
export class Replaced extends Error {
  override readonly message = 'one of the two threads has replaced it';
}

/** Globals with members that print, or start something. Those of the language (`JSON`, `Atomics`) only compute. */
const TALKATIVE = /^(?:process|console)$/;

const resolved = new Map<string, Callable>();

/** Function texts can be made without end; only this many stay compiled. */
const MOST_KEPT = 512;

/**
 * What `key` names. Only modules that have to be loaded first make this a promise.
 * @throws an error whose message completes "could not find X: "
 */
export function resolveFunction(key: string): Callable | Promise<Callable> {
  const known = resolved.get(key);
  if (known) return known;
  const [name = ''] = key.split(SEPARATOR, 1);
  return resolveAnew(key, JSON.parse(name) as FunctionKey, mannerIn(key));
}

function resolveAnew(
  key: string,
  named: FunctionKey,
  manner: Manner | undefined,
): Callable | Promise<Callable> {
  const keep = (found: Callable): Callable => {
    const callable = manner ? { ...found, manner } : found;
    if (resolved.size >= MOST_KEPT) resolved.clear();
    resolved.set(key, callable);
    return callable;
  };
  if (named[0] === 'builtin') return keep(builtin(named[1], named[2], named[3]));
  if (named[0] === 'source') return keep({ fn: fromSource(named) });
  return load(named).then((exports) => keep(exported(exports, named[2])));
}

function builtin(module: string | null, path: readonly string[], lengths: readonly number[]): Callable {
  const root: unknown = module === null ? globalThis : getBuiltinModule(module);
  const fn = unwrap(valueAt(root, path)) as Callable['fn'];
  const [first = ''] = path;
  // Workers have their own versions of some members of `process`, such as `chdir`.
  const mayDiffer = first === 'process' || module === 'process';
  if (typeof fn !== 'function' || (!mayDiffer && !lengths.includes(String(fn).length))) throw new Replaced();
  const isQuiet =
    module === null ? path.length > 1 && !TALKATIVE.test(first) : path.at(-1)?.endsWith('Sync') === true;
  const callable = { fn, thisArgument: valueAt(root, path.slice(0, -1)), isQuiet, ownsResult: true };
  // So Node marks what only the first thread of a process can do.
  return mayDiffer && 'disabled' in fn ? { ...callable, fn: withWayOut(fn) } : callable;
}

/** A function that only says that it does not work here, as one that says where it would. */
function withWayOut(fn: Callable['fn']): Callable['fn'] {
  return (...args) => {
    try {
      return fn(...args);
    } catch (error) {
      const refusal = error as Error;
      const { message, stack = '' } = refusal;
      const told = `${message}. Those of a ProcessPoolExecutor are processes of their own, where it is.`;
      refusal.message = told;
      refusal.stack = stack.replace(message, () => told);
      throw refusal;
    }
  };
}

type SourceKey = Extract<FunctionKey, readonly ['source', ...unknown[]]>;

function fromSource([, text, strict, globals, helpers, from]: SourceKey): Callable['fn'] {
  const missing = globals.find((name) => !(name in globalThis));
  if (missing !== undefined) throw new Error(`the global variable "${missing}" is not there in workers`);
  return compileSource({ text, strict, helpers, from });
}

async function load(
  key: Exclude<FunctionKey, readonly ['builtin' | 'source', ...unknown[]]>,
): Promise<object> {
  let exports: unknown;
  const [kind, name, , ...before] = key;
  // What is loaded last is the module that has the function.
  for (const each of kind === 'package' ? [name] : [...before, name]) {
    try {
      if (kind === 'commonjs' && !each.startsWith('file:'))
        exports = getBuiltinModule('module').createRequire(each)(each);
      else exports = await (key[0] === 'package' ? importPackage(name, key[3]) : import(each));
    } catch (cause) {
      throw new Error(`loading ${each} failed${reasonIn(cause)}`, { cause });
    }
  }
  return exports as object;
}

/** What an error says, without where in to-thread a module was imported. */
function reasonIn(cause: unknown): string {
  const { message } = Object(cause) as { readonly message?: unknown };
  const [line = ''] = typeof message === 'string' ? message.split('\n', 1) : [];
  const reason = line.replace(/ imported from data:.*/, '').replace(/\.$/, '');
  return reason === '' ? '' : `: ${reason}`;
}

function exported(exports: object, path: readonly string[]): Callable {
  const fn = valueAt(exports, path) as Callable['fn'];
  if (typeof fn !== 'function')
    throw new Error(`the module has no export "${path.join('.')}" that is a function`);
  // As in `module.fn()`; only a namespace is nobody's `this`.
  const owner = valueAt(exports, path.slice(0, -1));
  return { fn, thisArgument: types.isModuleNamespaceObject(owner) ? undefined : owner, exports };
}

/**
 * Imports a package as the module at `parent` would: this file is a `data:` URL, from which packages cannot be
 * resolved, but a script can be given another place to import from.
 */
function importPackage(name: string, parent: string): Promise<unknown> {
  return (runScript('(name) => import(name)', parent) as (name: string) => Promise<unknown>)(name);
}
