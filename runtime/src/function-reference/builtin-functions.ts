import { nodeModule } from '../node.ts';
import { isContainer } from './exports.ts';
import type { AnyFunction } from './function-reference.ts';
import { unwrap } from './instrumentation.ts';

/** Where a built-in function is found in any thread: in a module of Node or, for null, among the globals. */
export type BuiltinPlace = readonly [module: string | null, path: readonly string[]];

/** Blocking calls are almost always to these. Walking all modules takes tens of milliseconds, these one. */
const COMMON = ['fs', 'child_process', 'crypto', 'zlib', 'os', 'dns'];

/** Globals with functions in them. Merely looking at all of them would load `fetch` and the like, for 50 ms. */
const GLOBALS =
  'Array Atomics Buffer Date Intl JSON Math Number Object Promise Reflect String console process'.split(' ');

/** Accessors may warn, load modules or throw; of all of them only this one holds functions to call. */
const ACCESSOR = 'promises';

/** Their only purpose is to change an argument, and the change would stay in the worker. */
const MUTATOR = /^(?:Object|Reflect)\.(?:assign|define|delete|freeze|prevent|seal|set)/;

const places = new Map<unknown, BuiltinPlace>();
const walked = new Set<string>();
let areGlobalsWalked = false;

/** The place of `fn`, by identity: a patched or wrapped function is another function. */
export function builtinPlace(fn: AnyFunction, among: 'common' | 'all'): BuiltinPlace | undefined {
  // Modules may have been loaded since the last time.
  const isLoaded = loadedModules();
  const common = COMMON.filter(isLoaded);
  // Most functions are where their names say, so that nothing has to be walked, which takes a millisecond.
  for (const name of GLOBALS) addNamed(fn, null, Reflect.get(globalThis, name) as object, [name]);
  addNamed(fn, null, globalThis, [], 'even an accessor');
  for (const module of common) addNamed(fn, module, builtinModule(module));
  if (places.has(fn)) return places.get(fn);

  // Node replaces some of them when it loads more of itself (`process.chdir`).
  if (!areGlobalsWalked || among === 'all') {
    for (const name of GLOBALS) walk(null, Reflect.get(globalThis, name) as object, [name]);
    areGlobalsWalked = true;
  }
  for (const module of among === 'common' ? common : nodeModule().builtinModules.filter(isLoaded)) {
    if (places.has(fn)) break;
    const container = builtinModule(module);
    if (!walked.has(module)) walk(module, container, []);
    walked.add(module);
    if (among === 'all') addNamed(fn, module, container, [], 'even an accessor');
  }
  return places.get(fn);
}

function builtinModule(name: string): object {
  return process.getBuiltinModule(name) ?? {};
}

/** Adds the member that has the name of `fn`. To read an accessor may print a warning. */
function addNamed(
  { name }: AnyFunction,
  module: string | null,
  container: object,
  path: readonly string[] = [],
  which?: 'even an accessor',
): void {
  const own = Object.getOwnPropertyDescriptor(container, name);
  if (own) add(module, [...path, name], own.get && which ? Reflect.get(container, name) : own.value);
}

/** Adds the functions of a module, and of the objects and classes in it (`fs.promises`, `path.posix`, `URL`). */
function walk(module: string | null, container: object, path: readonly string[]): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(container))) {
    const member: unknown = name === ACCESSOR ? Reflect.get(container, name) : value;
    const inner = [...path, name];
    add(module, inner, member);
    // What is on a prototype needs its `this`. Of functions, classes hold others, and so does `realpathSync`.
    const holdsFunctions =
      typeof member === 'function'
        ? /^[A-Z]/.test(name) || Object.keys(member).length > 0
        : name !== 'prototype';
    if (path.length === 0 && holdsFunctions && isContainer(member)) walk(module, member, inner);
  }
}

function add(module: string | null, path: readonly string[], member: unknown): void {
  const fn = unwrap(member);
  if (typeof fn === 'function' && !places.has(fn) && !MUTATOR.test(path.join('.'))) {
    places.set(fn, [module, path]);
  }
}

/** Only a loaded module can have handed out a function. Loading others takes time and may print warnings. */
function loadedModules(): (module: string) => boolean {
  const { moduleLoadList = [] } = process as { moduleLoadList?: readonly string[] };
  // Bun and Deno have a list that stays empty.
  return moduleLoadList.length === 0
    ? (module) => !module.startsWith('_')
    : (module) => moduleLoadList.includes(`NativeModule ${module}`);
}
