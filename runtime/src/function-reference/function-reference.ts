import { WRITER_NAMES, type WriterName } from '../codec/writer-names.ts';
import type { Footprint } from '../order/footprints.ts';
import type { FunctionKey } from '../worker/protocol.ts';

// Functions of any signature; `unknown` parameters would refuse every function that declares its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type AnyFunction = (...args: any) => any;

/** How a function is named to workers, and what the main thread has to know about it. */
export interface FunctionReference {
  /** A `FunctionKey` as JSON. Empty if it has to run in this thread instead: it belongs to a test. */
  readonly key: string;
  /** The function's name, for messages. */
  readonly name: string;
  /** Whether the user has named it, so that it exists in workers only. */
  readonly isNamed?: boolean;
  /** What it is, if it is a function of Node that writes into its arguments. */
  readonly writer?: WriterName | undefined;
  /** The files it touches, if it is a function of Node's `fs`. */
  readonly footprint?: Footprint | undefined;
  /** The exports of its module, where the classes of the errors it throws may be found. */
  readonly exports?: object;
}

/** What has been found, or named by the user. */
export const references = new WeakMap<AnyFunction, FunctionReference>();

/** A reference without anything special to it. */
export function reference(name: string, key: FunctionKey): FunctionReference {
  return { key: JSON.stringify(key), name };
}

export function nameOf(fn: AnyFunction): string {
  return fn.name || 'the anonymous function';
}

/** Wrappers often have a `toString` of their own, which gives the text of what they wrap. */
export function textOf(fn: AnyFunction): string {
  return Function.prototype.toString.call(fn);
}

export function hasProperties(fn: AnyFunction): boolean {
  return Object.keys(fn).length > 0;
}

/** What a function at that place in a module of Node, or among the globals, is if it writes into its arguments. */
export function writerAt(path: readonly string[]): WriterName | undefined {
  const place = path.join('.');
  return WRITER_NAMES.find((name) => name === place);
}
