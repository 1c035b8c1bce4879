import { getBuiltinModule, loadedModules } from '../node.ts';
import { valueAt } from './exports.ts';
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
const walked = new Set<unknown>();

/** The place of `fn`, by identity: a patched or wrapped function is another function. */
export function builtinPlace(fn: AnyFunction, among: 'common' | 'all'): BuiltinPlace | undefined {
  const modules = among === 'all' ? getBuiltinModule('module').builtinModules : COMMON;
  const containers: BuiltinPlace[] = [
    ...GLOBALS.map((name) => [null, [name]] as const),
    // Modules may have been loaded since the last time.
    ...modules.filter(isLoaded).map((module) => [module, []] as const),
  ];
  // Most functions are where their names say, so that nothing has to be walked, which takes a millisecond.
  for (const place of [[null, []] as const, ...containers]) add(place, fn.name, place[1].length === 0);
  // Node replaces some of them when it loads more of itself (`process.chdir`).
  if (among === 'all') walked.clear();
  for (const place of containers) if (!places.has(fn)) walk(place);
  return places.get(fn);
}

/** Adds the functions of a module, and of the objects and classes in it (`fs.promises`, `path.posix`, `URL`). */
function walk([module, path]: BuiltinPlace): void {
  const container = containerAt([module, path]);
  if (walked.has(container)) return;
  walked.add(container);
  for (const name of Object.getOwnPropertyNames(container)) {
    const member = add([module, path], name, name === ACCESSOR);
    // What is on a prototype needs its `this`. Of functions, classes hold others, and so does `realpathSync`.
    const holdsFunctions =
      typeof member === 'function'
        ? /^[A-Z]/.test(name) || Object.keys(member).length > 0
        : name !== 'prototype' && Object(member) === member;
    if (holdsFunctions && module !== null && path.length === 0) walk([module, [name]]);
  }
}

/** Adds a member, if it is a function. To read an accessor may print a warning. */
function add(place: BuiltinPlace, name: string, evenAccessor: boolean): unknown {
  const [module, path] = place;
  const container = containerAt(place);
  const own = Object.getOwnPropertyDescriptor(container, name);
  const member: unknown = own?.get && evenAccessor ? Reflect.get(container, name) : own?.value;
  const inner = [...path, name];
  const fn = unwrap(member);
  if (typeof fn === 'function' && !places.has(fn) && !MUTATOR.test(inner.join('.'))) {
    places.set(fn, [module, inner]);
  }
  return member;
}

function containerAt([module, path]: BuiltinPlace): object {
  // Bun and Deno list modules that they do not have.
  return Object(valueAt(module === null ? globalThis : getBuiltinModule(module), path)) as object;
}

/** Only a loaded module can have handed out a function. Loading others takes time and may print warnings. */
function isLoaded(module: string): boolean {
  const loaded = loadedModules();
  // In Bun and Deno nobody knows.
  return loaded.length === 0 ? !module.startsWith('_') : loaded.includes(`NativeModule ${module}`);
}
