import { isBuiltin } from 'node:module';
import { CALL_STEP, GLOBAL_MODULE, NEW_STEP } from '../detect/export-path.ts';
import { MAKERS } from './values-of-node.ts';

/** Which functions of Node and of the language cannot run in a worker. */

/** Why a function cannot run in a worker. */
export type Unsupported = 'method' | 'bound' | 'native' | 'proxy' | 'class' | 'process' | 'callback';

/** Their only purpose is to change an argument, which the worker has a copy of. */
const MUTATORS =
  /^(?:Object\.(?:assign|definePropert(?:y|ies)|freeze|preventExtensions|seal|setPrototypeOf)|Reflect\.(?:defineProperty|deleteProperty|preventExtensions|set|setPrototypeOf))$/;

/** Globals that can only be constructed. */
const CLASSES =
  /^(?:(?:Shared)?ArrayBuffer|(?:Big(?:Int|Uint)64|Float(?:32|64)|(?:Int|Uint)(?:8|16|32)|Uint8Clamped)Array|DataView|Map|Promise|Proxy|Set|Text(?:De|En)coder|URL|URLSearchParams|Weak(?:Map|Ref|Set))$/;

/** What changes the whole process, and so throws in a thread. */
const OF_THE_PROCESS = /^process\.(?:abort|chdir|initgroups|set(?:e?[gu]id|groups))$/;

/** Functions that make functions which Node keeps to itself. */
const WRAPPERS = /^(?:promisify|callbackify)$/;

/** What keeps the function at a path from running in a worker, if that is known. */
export function unsupported(module: string, path: readonly string[]): Unsupported | undefined {
  const isGlobal = module === GLOBAL_MODULE;
  if (!isGlobal && !isBuiltin(module)) return undefined;
  const steps = !isGlobal && path[0] === 'default' ? path.slice(1) : path;
  const name = steps.join('.');
  const [first = '', second = '', third, ...more] = steps;
  if (isGlobal && MUTATORS.test(name)) return 'native';
  if (OF_THE_PROCESS.test(isGlobal ? name : `${module}.${name}`)) return 'process';
  if (isGlobal && name === `Proxy.${NEW_STEP}`) return 'proxy';
  if (isGlobal && CLASSES.test(name)) return 'class';
  if (module === 'util' && WRAPPERS.test(first) && second === CALL_STEP && third === undefined)
    return 'native';
  if (!isGlobal && steps.length === 1 && answersByCallback(module, first)) return 'callback';
  const className = classBefore(module, steps.slice(0, -1));
  const method = more.at(-1) ?? third ?? '';
  return className !== undefined && isMethod(module, className, method) ? 'method' : undefined;
}

/** Whether a function of Node has a twin that returns what it gives to its callback: `readFile`, `scrypt`, `gzip`. */
function answersByCallback(module: string, name: string): boolean {
  // Merely loading this one prints a warning.
  if (module === 'sqlite' || name === 'spawn') return false;
  const found: object = process.getBuiltinModule(module) ?? {};
  const has = (key: string) => typeof Reflect.get(found, key) === 'function';
  return has(name) && has(`${name}Sync`);
}

/** The class whose prototype holds what comes next: behind `Map.prototype`, `new Map()` and `createHash()`. */
function classBefore(module: string, steps: readonly string[]): string | undefined {
  const [first = '', second, third, ...more] = steps;
  if (more.length > 0) return undefined;
  if (third !== undefined) return first === 'Buffer' && third === CALL_STEP ? first : undefined;
  if (second === 'prototype' || second === NEW_STEP) return first;
  const makers = second === CALL_STEP ? MAKERS[module] : undefined;
  return makers && Object.hasOwn(makers, first) ? makers[first] : undefined;
}

/** Whether instances of a class of Node, or of the language, have a method of that name. */
export function isMethod(module: string, className: string, method: string): boolean {
  // Merely loading this one prints a warning.
  if (module === 'sqlite') return false;
  const container: object = module === GLOBAL_MODULE ? globalThis : (process.getBuiltinModule(module) ?? {});
  const made: unknown = Reflect.get(container, className);
  if (typeof made !== 'function') return false;
  const { prototype } = made as { prototype?: unknown };
  return typeof prototype === 'object' && prototype !== null && method in prototype;
}
