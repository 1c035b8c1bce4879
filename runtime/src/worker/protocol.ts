import type { Form } from '../codec/encoded.ts';
import type { WriterName } from '../codec/writer-names.ts';
import type { Written } from '../codec/writers.ts';

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
  /** What the function is, if it writes into its arguments: what it has written has to come back. */
  writer: WriterName | undefined,
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
  /** What the function has written into its arguments. */
  written: readonly Written[] | undefined,
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
  /** A function in the exports of an ES module. What is to be imported before it comes last. */
  | readonly [kind: 'module', url: string, path: readonly string[], ...before: string[]]
  /** The same for a package, whose name is resolved from `parent`. */
  | readonly [kind: 'package', name: string, path: readonly string[], parent: string]
  /** A function in the exports of a CommonJS module. What is to be loaded before it, files and URLs, comes last. */
  | readonly [kind: 'commonjs', file: string, path: readonly string[], ...before: string[]]
  /** The text of a function that uses nothing but `globals` and `helpers`. What it imports is resolved from `from`. */
  | readonly [
      kind: 'source',
      text: string,
      strict: boolean,
      globals: readonly string[],
      helpers: readonly Helper[],
      ...from: string[],
    ];

/** A variable around a function that a compiler has put there: its text, or what is in the exports of a CommonJS module. */
export type Helper =
  | readonly [name: string, text: string]
  | readonly [name: string, text: null, file: string, ...path: string[]];

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
