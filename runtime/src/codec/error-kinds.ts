import { types } from '../common/node.ts';
import { pathOf, valueAt } from '../function-reference/exports.ts';
import type { Copier, Kind, MakeOptions } from './kinds.ts';
import { prototypeNamed } from './prototypes.ts';

/** What is sent of every error. */
interface Contents {
  readonly stack: string;
  readonly properties: Record<string, unknown>;
  /** Which of these are not enumerable. */
  readonly hidden: readonly string[];
}

/** What is sent of the class of an error. */
interface ErrorClass {
  /** The nearest class that every thread has, such as `TypeError`. */
  readonly base: string;
  /** What else there is to know of a class that is not `base` itself. */
  readonly derived: DerivedClass | undefined;
}

interface DerivedClass {
  readonly className: string;
  /** `name` as its prototype has it. */
  readonly name: unknown;
  /** Whether the text of the error shows its code, as that of Node's own errors does. */
  readonly showsCode: boolean;
  /** Where the class is exported from the function's own module. */
  readonly home: readonly string[] | undefined;
}

export const error: Kind<Error, Contents & ErrorClass> = {
  // Unlike `instanceof`, this knows errors of other realms. Its successor `Error.isError` is not in Node 20.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  is: (value) => types.isNativeError(value),
  take: (value, copier) => ({ ...contentsOf(value, copier), ...classOf(value, copier.exports) }),
  make(data, options) {
    // Made by `Error` and then given its class: the class's own constructor may expect anything.
    const made = Object.setPrototypeOf(new Error(), prototypeFor(data, options.exports)) as Error;
    return withStack(made, data, options);
  },
  fill,
};

/** Its constructor makes its `message` and `name`, which are no properties. */
export const domException: Kind<DOMException, Contents & Pick<DOMException, 'message' | 'name'>> = {
  is: (value) => value instanceof DOMException,
  take: (value, copier) => ({ ...contentsOf(value, copier), message: value.message, name: value.name }),
  make: (data, options) => withStack(new DOMException(data.message, data.name), data, options),
  fill,
};

/** A frame of the worker's program. What is beneath it called the program, not the user's function. */
const OWN_FRAME = /\n\s+at .*to-thread:worker[^]*/;

/** Errors carry what they can: a property that cannot cross (a socket, a function) is left behind. */
function contentsOf(value: Error, copier: Copier): Contents {
  const own = Object.getOwnPropertyDescriptors(value);
  const keys = Object.keys(own).filter((key) => key !== 'stack');
  const properties = Object.fromEntries(keys.map((key) => [key, value[key as keyof Error]]));
  const hidden = keys.filter((key) => !own[key as 'name'].enumerable);
  const stack = (value.stack ?? '').replace(OWN_FRAME, '');
  return { stack, properties: copier.settleLeniently(properties), hidden };
}

function withStack<E extends Error>(made: E, { stack }: Contents, { completeStack }: MakeOptions): E {
  return define(made, 'stack', completeStack?.(stack) ?? stack);
}

function fill(made: Error, { properties, hidden }: Contents): void {
  for (const [key, value] of Object.entries(properties)) define(made, key, value, !hidden.includes(key));
}

function define<T extends object>(target: T, key: string, value: unknown, enumerable = false): T {
  return Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}

function classOf(value: Error, exports: object | undefined): ErrorClass {
  const prototype = Object.getPrototypeOf(value) as Error;
  const className = value.constructor.name;
  const { code } = value as { code?: unknown };
  const known = [className, String(code)].find((name) => prototypeNamed(name) === prototype);
  if (known !== undefined) return { base: known, derived: undefined };
  return {
    base: baseOf(prototype),
    derived: {
      className,
      name: prototype.name,
      showsCode: String(value).startsWith(`${value.name} [${String(code)}]`),
      home: exports && pathOf(value.constructor, exports),
    },
  };
}

function baseOf(start: object): string {
  let prototype: object | null = start;
  while (prototype && prototypeNamed(prototype.constructor.name) !== prototype) {
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return prototype?.constructor.name ?? 'Error';
}

const standIns = new Map<string, object>();

function prototypeFor({ base, derived }: ErrorClass, exports: object | undefined): object {
  const parent = prototypeNamed(base) ?? Error.prototype;
  if (!derived) return parent;
  const own = derived.home && valueAt(exports, derived.home);
  return typeof own === 'function' ? (own.prototype as object) : standInFor(derived, parent, base);
}

/**
 * The prototype of a class that looks right, for errors whose own class cannot be had here: it exists in the worker
 * only, or it is one of those that Node hides. One for each, so that `constructor` compares equal.
 */
function standInFor(derived: DerivedClass, parent: object, base: string): object {
  const key = JSON.stringify([base, derived]);
  let prototype = standIns.get(key);
  if (prototype === undefined) {
    const { className, name, showsCode } = derived;
    prototype = Object.create(parent) as object;
    // Node's hidden classes show the native class as their constructor.
    const constructor =
      className === base ? parent.constructor : define(class extends Error {}, 'name', className);
    define(prototype, 'constructor', constructor);
    define(prototype, 'name', name);
    if (showsCode) define(prototype, 'toString', textWithCode);
    standIns.set(key, prototype);
  }
  return prototype;
}

function textWithCode(this: Error & { code: string }): string {
  return `${this.name} [${this.code}]: ${this.message}`;
}
