import { unwrap } from '../common/common.ts';
import { Module } from '../node.ts';

/** Where a built-in function is found again in any thread. */
export interface BuiltinFunction {
  /** A Node module, or null for globals. */
  readonly module: string | null;
  readonly path: readonly string[];
  readonly writesInto: readonly number[] | undefined;
  readonly waitsForChild: boolean;
}

/** Blocking calls are almost always to these. Walking all modules takes tens of milliseconds, these one. */
const COMMON = ['fs', 'child_process', 'crypto', 'zlib', 'os', 'dns'];

/** Globals that compute: what people move to a worker. */
const COMMON_GLOBALS = [
  ...['JSON', 'Atomics', 'Math', 'Object', 'Array', 'Buffer', 'String', 'Number', 'Date', 'Intl', 'process'],
  ...[
    'structuredClone',
    'atob',
    'btoa',
    'parseInt',
    'parseFloat',
    'encodeURIComponent',
    'decodeURIComponent',
  ],
];

/** Functions that write into an argument, and which. */
const WRITES_INTO: Record<string, readonly number[]> = {
  readSync: [1],
  readvSync: [1],
  randomFillSync: [0],
  getRandomValues: [0],
};

const WAITS_FOR_CHILD: readonly string[] = ['spawnSync', 'execSync', 'execFileSync'];

/** Their only purpose is to change an argument, and the change would stay in the worker. */
const MUTATORS: readonly unknown[] = [
  Object.assign,
  Object.defineProperties,
  Object.defineProperty,
  Object.freeze,
  Object.preventExtensions,
  Object.seal,
  Object.setPrototypeOf,
  Reflect.defineProperty,
  Reflect.deleteProperty,
  Reflect.preventExtensions,
  Reflect.set,
  Reflect.setPrototypeOf,
];

const known = new Map<unknown, BuiltinFunction>();
const walked = new Set<string>();

/** The built-in that `fn` is, by identity: a patched or wrapped function is another function. */
export function builtinNamed(fn: unknown, among: 'common' | 'all'): BuiltinFunction | undefined {
  if (walked.size === 0) walkGlobals(COMMON_GLOBALS);
  if (among === 'all' && !walked.has('globals')) {
    walked.add('globals');
    walkGlobals(Object.getOwnPropertyNames(globalThis));
  }
  // Modules may have been loaded since the last time.
  for (const module of among === 'common' ? COMMON : Module.builtinModules) {
    if (known.has(fn)) break;
    if (!walked.has(module) && isLoaded(module)) walkModule(module);
  }
  return known.get(fn);
}

function walkModule(module: string): void {
  walked.add(module);
  walk(module, process.getBuiltinModule(module), []);
}

/** Adds globals and what is in them. Merely looking at the others would load `fetch` and the like, for 50 ms. */
function walkGlobals(names: readonly string[]): void {
  for (const name of names) {
    const value = (globalThis as unknown as Record<string, unknown>)[name];
    if (typeof value === 'function') add(null, [name], value);
    if (/^[A-Z]|^process$/.test(name)) walk(null, value, [name]);
  }
}

/** Adds the functions of a module, and of the objects and classes in it (`fs.promises`, `path.posix`, `URL`). */
function walk(module: string | null, container: unknown, path: readonly string[]): void {
  if ((typeof container !== 'object' && typeof container !== 'function') || container === null) return;
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(container))) {
    // Accessors may warn, load modules or throw; of all of them only this one holds functions to call.
    const value: unknown =
      name === 'promises' ? (container as { promises: unknown }).promises : descriptor.value;
    const inner = [...path, name];
    if (typeof value === 'function') add(module, inner, value);
    // What is on a prototype needs its `this`.
    const holdsFunctions = typeof value === 'object' ? name !== 'prototype' : /^[A-Z]/.test(name);
    if (path.length === 0 && holdsFunctions) walk(module, value, inner);
  }
}

function add(module: string | null, path: readonly string[], value: unknown): void {
  const fn = unwrap(value);
  if (known.has(fn) || MUTATORS.includes(fn)) return;
  const name = path.at(-1) ?? '';
  known.set(fn, {
    module,
    path,
    writesInto: WRITES_INTO[name],
    waitsForChild: module === 'child_process' && WAITS_FOR_CHILD.includes(name),
  });
}

/** Only a loaded module can have handed out a function. Loading others takes time and may print warnings. */
function isLoaded(module: string): boolean {
  const { moduleLoadList } = process as { moduleLoadList?: readonly string[] };
  // Bun and Deno have a list that stays empty.
  return moduleLoadList === undefined || moduleLoadList.length === 0
    ? !module.startsWith('_')
    : moduleLoadList.includes(`NativeModule ${module}`);
}
