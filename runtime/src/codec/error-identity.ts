import type { ErrorIdentity } from './table.ts';

/** Finds where a class is exported, as a module and a path in its exports. */
export type FindHome = (value: object) => readonly [url: string, path: readonly string[]] | undefined;

/** Finds the value a home names, if that module is loaded on this side. */
export type LookUpHome = (home: readonly [url: string, path: readonly string[]]) => unknown;

/** The classes every thread has. */
const NATIVE: readonly string[] = [
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AggregateError',
  'SuppressedError',
];

/** A frame of the worker's program. What is beneath it called the program, not the user's function. */
const OWN_FRAME = /^\s+at .*to-thread:worker/;

/** What is needed to rebuild the class of `error` elsewhere. */
export function identify(error: Error, findHome: FindHome | undefined): ErrorIdentity {
  const constructor = error.constructor as (new () => Error) | undefined;
  const className = constructor?.name ?? 'Error';
  const prototype = Object.getPrototypeOf(error) as Error;
  const base = nativeBase(prototype);
  return {
    className,
    base,
    nodeCode: nodeCode(error),
    name: safeName(prototype),
    home: constructor && !NATIVE.includes(className) ? findHome?.(constructor) : undefined,
    stack: stackOf(error),
  };
}

function nativeBase(start: object): string {
  for (
    let prototype: object | null = start;
    prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    const name = (prototype.constructor as { name?: string } | undefined)?.name ?? '';
    if (NATIVE.includes(name) && nativeClass(name)?.prototype === prototype) return name;
  }
  return 'Error';
}

/** The code of an error whose text shows it: `TypeError [ERR_INVALID_ARG_TYPE]: …`. */
function nodeCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('ERR_')) return undefined;
  return String(error).startsWith(`${error.name} [${code}]`) ? code : undefined;
}

function safeName(prototype: Error): string {
  const { name } = prototype as { name?: unknown };
  return typeof name === 'string' ? name : 'Error';
}

/** The stack of an error without the frames of the worker's own machinery. */
export function stackOf({ stack }: Error): string {
  if (typeof stack !== 'string') return '';
  const lines = stack.split('\n');
  const end = lines.findIndex((line) => OWN_FRAME.test(line));
  return lines.slice(0, end === -1 ? undefined : end).join('\n');
}

type ErrorClass = (new () => Error) & { prototype: Error };

function nativeClass(name: string): ErrorClass | undefined {
  return (globalThis as unknown as Record<string, ErrorClass | undefined>)[name];
}

const standIns = new Map<string, Error>();

/** The prototype an error of that identity gets on this side. */
export function prototypeFor(identity: ErrorIdentity, lookUp: LookUpHome | undefined): object {
  const { className, base, name, home, nodeCode } = identity;
  const own = home === undefined ? undefined : lookUp?.(home);
  if (typeof own === 'function') return (own as ErrorClass).prototype;

  const parent = (nativeClass(base) ?? Error).prototype;
  if (className === base && name === parent.name && nodeCode === undefined) return parent;
  return standInFor(identity, parent);
}

/**
 * The prototype of a class that looks right, for errors whose own class cannot be had here: it exists in the worker
 * only, or it is one of those that Node hides. One for each, so that `constructor` compares equal.
 */
function standInFor({ className, base, name, nodeCode }: ErrorIdentity, parent: Error): Error {
  const key = JSON.stringify([className, base, name, nodeCode]);
  let prototype = standIns.get(key);
  if (prototype === undefined) {
    const Parent = parent.constructor as ErrorClass;
    const Class = { [className]: class extends Parent {} }[className] as ErrorClass;
    prototype = Class.prototype;
    // Node's hidden classes show the native class as their constructor.
    if (className === base) defineHidden(prototype, 'constructor', Parent);
    if (name !== parent.name) defineHidden(prototype, 'name', name);
    if (nodeCode !== undefined) {
      defineHidden(prototype, 'toString', function (this: Error) {
        return `${this.name} [${nodeCode}]: ${this.message}`;
      });
    }
    standIns.set(key, prototype);
  }
  return prototype;
}

function defineHidden(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
}
