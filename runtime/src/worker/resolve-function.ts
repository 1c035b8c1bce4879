import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isModuleNamespaceObject } from 'node:util/types';
import { constants, Script } from 'node:vm';
import type { FindHome } from '../codec/error-identity.ts';
import { pathOf, unwrap, valueAt } from '../common/common.ts';
import { compileSource } from './compile-source.ts';
import type { FunctionKey } from './protocol.ts';

export interface Callable {
  readonly fn: (...args: unknown[]) => unknown;
  /** What the function is a member of, so that `this` is what it is in `fs.readFileSync()`. */
  readonly thisArgument: unknown;
  /** A built-in's result is fresh, so its memory may move to the caller. */
  readonly ownsResult: boolean;
  /** Whether the function may leave work behind for this thread's event loop. */
  readonly mayLeaveWork: boolean;
  /** Finds classes exported by the function's own module. */
  readonly findHome: FindHome | undefined;
}

/** The worker could not find the function; the message completes "could not find X: ". */
export class NotFound extends Error {}

/** Globals with members that print, or start something. Those of the language (`JSON`, `Atomics`) only compute. */
const TALKATIVE = ['process', 'console'];

const resolved = new Map<string, Callable>();

/** Function texts can be made without end; only this many stay compiled. */
const MOST_KEPT = 512;

/** What `key` names. Only modules that have to be loaded first make this a promise. */
export function resolveFunction(key: string): Callable | Promise<Callable> {
  return resolved.get(key) ?? resolveAnew(key);
}

function resolveAnew(key: string): Callable | Promise<Callable> {
  const parsed = JSON.parse(key) as FunctionKey;
  switch (parsed[0]) {
    case 'builtin':
      return keep(key, builtin(parsed[1], parsed[2], parsed[3]));
    case 'source':
      return keep(key, {
        fn: compileSource(parsed[1], parsed[2]),
        thisArgument: undefined,
        ownsResult: false,
        mayLeaveWork: true,
        findHome: undefined,
      });
    case 'commonjs':
      return keep(key, exported(required(parsed[1]), parsed[2], parsed[1]));
    case 'module':
      return load(() => import(parsed[1]), parsed[1]).then((module) =>
        keep(key, exported(module, parsed[2], parsed[1])),
      );
    case 'specifier':
      return load(() => importFrom(parsed[2])(parsed[1]), parsed[1]).then((module) =>
        keep(key, exported(module, parsed[3], undefined)),
      );
  }
}

function keep(key: string, callable: Callable): Callable {
  if (resolved.size >= MOST_KEPT) resolved.clear();
  resolved.set(key, callable);
  return callable;
}

function builtin(module: string | null, path: readonly string[], length: number): Callable {
  const root: unknown = module === null ? globalThis : process.getBuiltinModule(module);
  const container = valueAt(root, path.slice(0, -1));
  const found = unwrap(valueAt(root, path));
  if (typeof found !== 'function') {
    throw new NotFound('this worker has no such built-in');
  }
  // Workers have their own versions of some members of `process`, such as `chdir`.
  if (path[0] !== 'process' && module !== 'process' && String(found).length !== length) {
    throw new NotFound(
      'the function in the worker is not the one that was passed. One of them has been patched',
    );
  }
  const isQuiet =
    module === null ? !TALKATIVE.includes(path[0] ?? '') && path.length > 1 : path.at(-1)?.endsWith('Sync');
  return {
    fn: found as Callable['fn'],
    thisArgument: container,
    ownsResult: true,
    mayLeaveWork: isQuiet !== true,
    findHome: undefined,
  };
}

function required(file: string): object {
  try {
    return createRequire(file)(file) as object;
  } catch (cause) {
    throw new NotFound(`requiring ${file} failed`, { cause });
  }
}

async function load(importIt: () => Promise<unknown>, what: string): Promise<object> {
  try {
    return (await importIt()) as object;
  } catch (cause) {
    throw new NotFound(`importing ${what} failed`, { cause });
  }
}

function exported(module: object, path: readonly string[], url: string | undefined): Callable {
  const found = valueAt(module, path);
  if (typeof found !== 'function') {
    throw new NotFound(`the module has no export "${path.join('.')}" that is a function`);
  }
  return {
    fn: found as Callable['fn'],
    // As in `module.fn()`; only a namespace is nobody's `this`.
    thisArgument:
      isModuleNamespaceObject(module) && path.length === 1 ? undefined : valueAt(module, path.slice(0, -1)),
    ownsResult: false,
    mayLeaveWork: true,
    findHome:
      url === undefined
        ? undefined
        : (value) => {
            const home = pathOf(value, module);
            return home && [url, home];
          },
  };
}

/**
 * `import()` as it works in the module at `parent`: this file is a `data:` URL, from which packages cannot be
 * resolved, but a script can be given another place to import from.
 */
function importFrom(parent: string): (specifier: string) => Promise<unknown> {
  const parentURL = parent.startsWith('file:') ? parent : pathToFileURL(parent).href;
  return (specifier) =>
    // Only names of packages depend on where they are imported from in a way that a URL cannot tell.
    /^\.{0,2}\/|^[a-z]+:/i.test(specifier)
      ? import(new URL(specifier, parentURL).href)
      : importPackage(parentURL)(specifier);
}

function importPackage(parentURL: string): (specifier: string) => Promise<unknown> {
  const script = new Script('(specifier) => import(specifier)', {
    filename: parentURL,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as (specifier: string) => Promise<unknown>;
}
