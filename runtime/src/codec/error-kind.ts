import { types } from '../common/node.ts';
import { pathOf, read, valueAt } from '../function-reference/exports.ts';
import type { Kind } from './kinds.ts';
import { classNameOf, prototypeNamed } from './prototypes.ts';

/** What is sent of an error. */
interface ErrorData extends ErrorClass {
  /**
   * What the receiver makes the error of. To Node, an error comes from the line that made it, which it prints when nobody
   * catches the error; one that was cloned comes from nowhere.
   */
  readonly blank: Error;
  readonly message: string;
  readonly stack: string;
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
  // Unlike `instanceof`, this knows errors of other realms. Its successor `Error.isError` is not in Node 20.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  is: (value) => types.isNativeError(value) || value instanceof DOMException,

  /** Errors carry what they can: what is in a property that cannot cross (a socket, a function) is left behind. */
  take(value, { exports, settleLeniently }) {
    const { constructor, name, message, code = '' } = value as Error & { code?: string };
    const { stack = '' }: { stack?: unknown } = value;
    const className = classNameOf(value);
    const prototype = Object.getPrototypeOf(value) as object;
    const known = [className, code, `${code}*`].find((each) => prototypeNamed(each) === prototype);
    const own = Object.entries(Object.getOwnPropertyDescriptors(value));
    return {
      blank: new Error(),
      base: known ?? baseOf(prototype),
      className: known === undefined ? className : undefined,
      home: known === undefined && exports ? pathOf(constructor, exports) : undefined,
      name,
      showsCode: 'toString' in value && String(value).startsWith(`${name} [${code}]`),
      message,
      // A program's own `Error.prepareStackTrace` may make anything of it.
      stack: String(stack).replace(OWN_FRAME, ''),
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
    return define(made, 'stack', completeStack?.(stack) ?? stack);
  },

  fill(made, { properties }) {
    for (const property of properties) define(made, ...property);
  },
};

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
