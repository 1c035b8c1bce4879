import type { Form } from '../codec/encoded.ts';

/**
 * What the main thread and a worker say to each other. Messages are arrays, not objects, because they are
 * cloned for every call and arrays clone faster.
 */

/** A call. `slot` is where its claim lives in the control block, or `INITIALIZER`. */
export type TaskMessage = [
  slot: number,
  /** The function reference as text (see `FunctionKey`); workers cache what it resolves to. */
  key: string,
  form: Form,
  /** The encoded arguments. */
  payload: unknown,
  /** Positions of the arguments the function writes into, whose bytes have to come back. */
  writesInto: readonly number[] | undefined,
];

export type ReplyMessage = readonly [
  slot: number,
  /** One of `status.ts`. */
  status: number,
  form: Form,
  payload: unknown,
  /** When the function was called, in milliseconds of the machine's monotonic clock. */
  startedAt: number,
  /** How long it ran, in milliseconds. */
  ranFor: number,
  /** The bytes of the arguments in `writesInto`, in that order. */
  written: readonly Uint8Array[] | undefined,
];

/** Sent instead of a batch of tasks: end the worker once earlier work is done. */
export const END = null;
/** Tasks one after the other in one array: an array in an array takes twice as long to clone. */
export type Batch = readonly TaskMessage[number][] | typeof END;
/** What a task takes of a batch. */
export const TASK_LENGTH = 5;

/** Sent instead of a reply: results are left in slots. One that has not been seen speaks for all that follow. */
export const ANNOUNCEMENT = 0;

/** Pseudo slot of the executor's initializer, which no one can take back. */
export const INITIALIZER = -1;

/**
 * A Node built-in (`module` set) or a global. `lengths` are those its source text may have, a guard against
 * replacements, whose are hardly ever as long.
 */
export type BuiltinKey = readonly [
  kind: 'builtin',
  module: string | null,
  path: readonly string[],
  lengths: readonly number[],
];

/** How a function is named to a worker; sent as JSON. */
export type FunctionKey =
  | BuiltinKey
  /** A function in the exports of an ES module. `parent` is where the name of a package is resolved from. */
  | readonly [kind: 'module', specifier: string, path: readonly string[], parent?: string]
  /** A function in the exports of a CommonJS module. */
  | readonly [kind: 'commonjs', file: string, path: readonly string[]]
  /** The text of a self-contained function. `from` is where what it imports is resolved from. */
  | readonly [kind: 'source', text: string, strict: boolean, ...from: string[]];

// The one that runs, also when a test replaces it.
const { hrtime } = process;

/**
 * Milliseconds on a clock that all threads and processes of the machine share. It is not `performance`, which takes
 * milliseconds to load in every worker.
 */
export function now(): number {
  const [seconds, nanoseconds] = hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
