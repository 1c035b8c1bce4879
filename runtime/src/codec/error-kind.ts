import { types } from '../common/node.ts';
import { pathOf, read, valueAt } from '../function-reference/exports.ts';
import type { Kind } from './kind.ts';
import { classNameOf, prototypeNamed } from './prototypes.ts';

/** What is sent of an error. */
interface ErrorData extends ErrorClass {
  /**
   * What the receiver makes the error of. To Node, an error comes from the line that made it, which it prints when nobody
   * catches the error; one that was cloned comes from nowhere.
   */
  readonly blank: object;
  readonly message: string;
  /** Undefined if it has none. */
  readonly stack: string | undefined;
  readonly properties: [key: string, value: unknown, isEnumerable: boolean | undefined][];
}

/** What is sent of its class. */
interface ErrorClass {
  /** The nearest class that every thread has, such as `TypeError`. */
  readonly base: string;
  /** The name of the class itself, if that is another one. */
  readonly className: string | undefined;
  /** Where that is exported from the function's own module. */
  readonly home: readonly string[] | undefined;
  readonly name: string;
  /** Whether the text of the error shows its code, as that of Node's own errors does. */
  readonly showsCode: boolean;
}

/** A frame of the worker's program. What is beneath it called the program, not the user's function. */
const OWN_FRAME = /\n {4}at .*to-thread:worker[^]*/;

export const error: Kind<Error, ErrorData> = {
  is: (value) => isNative(value) || value instanceof DOMException || isOfErrorClass(value),

  /** Errors carry what they can: what is in a property that cannot cross (a socket, a function) is left behind. */
  take(value, { exports, settleLeniently }) {
    const { constructor, name, message, code, stack } = fieldsOf(value);
    const className = classNameOf(value);
    const prototype = Object.getPrototypeOf(value) as object;
    const known = [className, code, `${code}*`].find((each) => prototypeNamed(each) === prototype);
    const own = Object.entries(Object.getOwnPropertyDescriptors(value));
    return {
      blank: isNative(value) || value instanceof DOMException ? new Error() : {},
      base: known ?? baseOf(prototype),
      className: known === undefined ? className : undefined,
      home:
        known === undefined && exports && typeof constructor === 'function'
          ? pathOf(constructor, exports)
          : undefined,
      name,
      showsCode: code !== '' && textOf(value).startsWith(`${name} [${code}]`),
      message,
      stack: stack?.replace(OWN_FRAME, ''),
      properties: settleLeniently(
        own
          .filter(([key]) => key !== 'stack')
          .map(([key, { enumerable }]) => [key, read(value, key), enumerable]),
      ),
    };
  },

  make(data, { exports, completeStack }) {
    const { base, blank, message, name, stack } = data;
    // Only the constructor of a DOMException can give it a message and a name; that of a user's class may expect anything.
    const made = base === 'DOMException' ? new DOMException(message, name) : blank;
    Object.setPrototypeOf(made, prototypeFor(data, exports));
    // One of a class without any shows where it is from in no other way either.
    return stack === undefined
      ? (made as Error)
      : define(made as Error, 'stack', completeStack?.(stack) ?? stack);
  },

  fill(made, { message, properties }) {
    for (const property of properties) define(made, ...property);
    // Some classes give it to all of their errors.
    if (read(made, 'message') !== message) define(made, 'message', message);
  },
};

function isNative(value: object): boolean {
  // Unlike `instanceof`, this knows errors of other realms. Its successor `Error.isError` is not in Node 20.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  return types.isNativeError(value);
}

/**
 * Whether it is an object of a class that inherits from `Error` in the way of before there were classes, and of which
 * V8 does not know that it is an error. In another realm that is another `Error`.
 */
function isOfErrorClass(value: object): boolean {
  for (let each = prototypeOf(value); each; each = prototypeOf(each)) {
    if (each === Error.prototype) return true;
    if (Object.hasOwn(each, 'message') && Object.hasOwn(each, 'toString') && isErrorName(each)) return true;
  }
  return false;
}

function isErrorName(prototype: object): boolean {
  return read(prototype, 'name') === 'Error' && classNameOf(prototype) === 'Error';
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

interface Fields {
  readonly constructor: unknown;
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly stack: string | undefined;
}

/** What may be anything, and may throw when it is read: a program's own classes and `Error.prepareStackTrace` make it. */
function fieldsOf(value: object): Fields {
  const stack = read(value, 'stack');
  return {
    constructor: read(value, 'constructor'),
    name: textual(read(value, 'name')),
    message: textual(read(value, 'message')),
    code: textual(read(value, 'code')),
    stack: stack === undefined ? undefined : textual(stack),
  };
}

function textual(value: unknown): string {
  try {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- it may be anything
    return value === undefined || value === null ? '' : String(value);
  } catch {
    return '';
  }
}

function textOf(value: object): string {
  return 'toString' in value ? textual(value) : '';
}

/** An error in place of something thrown that cannot cross: with its name, message, code and stack. */
export function standInFor(thrown: object, cause: unknown): Error {
  const { name, message, code, stack } = fieldsOf(thrown);
  const standIn = new Error(message, { cause });
  define(standIn, 'name', name === '' ? classNameOf(thrown) || 'Error' : name);
  if (stack !== undefined) define(standIn, 'stack', stack);
  return code === '' ? standIn : define(standIn, 'code', read(thrown, 'code'), true);
}

function define<T extends object>(target: T, key: string, value: unknown, enumerable = false): T {
  return Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}

/** The name of the nearest class that every thread has. */
function baseOf(prototype: object | null): string {
  if (prototype === null) return 'Error';
  const name = classNameOf(prototype);
  return prototypeNamed(name) === prototype
    ? name
    : baseOf(Object.getPrototypeOf(prototype) as object | null);
}

const standIns = new Map<string, object>();
const MOST_KEPT = 512;

/**
 * The prototype of the class. One that looks right stands in for a class that cannot be had here: it exists in the
 * worker only, or Node hides it. There is one stand-in for each, so that `constructor` compares equal.
 */
function prototypeFor({ base, className, home, name, showsCode }: ErrorClass, exports?: object): object {
  const own = home && valueAt(exports, home);
  if (typeof own === 'function') return own.prototype as object;
  const parent = prototypeNamed(base) ?? Error.prototype;
  if (className === undefined) return parent;

  const key = JSON.stringify([base, className, name, showsCode]);
  const known = standIns.get(key);
  if (known) return known;
  const prototype = Object.create(parent) as object;
  // Names can be made without end.
  if (standIns.size >= MOST_KEPT) standIns.clear();
  standIns.set(key, prototype);
  // Node's hidden classes show the native class as their constructor.
  if (className !== base) define(prototype, 'constructor', define(class extends Error {}, 'name', className));
  define(prototype, 'name', name);
  return showsCode ? define(prototype, 'toString', textWithCode) : prototype;
}

function textWithCode(this: Error & { code: string }): string {
  return `${this.name} [${this.code}]: ${this.message}`;
}
