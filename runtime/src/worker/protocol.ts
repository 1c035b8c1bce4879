/**
 * What the main thread and a worker say to each other. Messages are arrays, not objects, because they are
 * cloned for every call and arrays clone faster.
 */

/** A call. `slot` is where its claim lives in the control block, or `INITIALIZER`. */
export type TaskMessage = readonly [
  slot: number,
  /** The function reference as text (see `FunctionKey`); workers cache what it resolves to. */
  key: string,
  form: number,
  /** The encoded arguments. */
  payload: unknown,
  /** Positions of the arguments the function writes into, whose bytes have to come back. */
  writesInto: readonly number[] | undefined,
];

export type ReplyMessage = readonly [
  slot: number,
  status: Status,
  form: number,
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
export type Batch = readonly TaskMessage[] | typeof END;

export type Status = (typeof Status)[keyof typeof Status];
export const Status = {
  RETURNED: 0,
  THREW: 1,
  /** The function returned the argument it wrote into; `payload` is that argument's position. */
  RETURNED_ARGUMENT: 2,
  /** The function could not be found, so it was not called; `payload` is a `Refusal`. */
  NOT_FOUND: 3,
  /** No reply to a task: the worker is up. */
  READY: 4,
} as const;

/** Why a worker did not find the function. */
export type Refusal = readonly [reason: string, cause: unknown];

/** Pseudo slot of the executor's initializer, which no one can take back. */
export const INITIALIZER = -1;

/** How a function is named to a worker; sent as JSON. */
export type FunctionKey =
  /** A Node built-in (`module` set) or a global. `length` is the length of its source text, a guard against patches. */
  | readonly ['builtin', module: string | null, path: readonly string[], length: number]
  /** A function found in the exports of an ES module both sides can import. */
  | readonly ['module', url: string, path: readonly string[]]
  /** A function found in the exports of a CommonJS module both sides can require. */
  | readonly ['commonjs', file: string, path: readonly string[]]
  /** What the user named with `moduleFunction`; resolved the way `import` in `parent` would. */
  | readonly ['specifier', specifier: string, parent: string, path: readonly string[]]
  /** The text of a self-contained function. */
  | readonly ['source', text: string, strict: boolean];

/**
 * The control block: an `Int32Array` over shared memory, one for each worker thread. Counters wake and inform,
 * slots say who owns a task that has been sent: the worker (which starts it) or the main thread (which takes it
 * back to give it to an idle worker, or to abort it). Whoever's compare-and-swap succeeds owns the task.
 */
export const Control = {
  /** Incremented for every batch sent; the idle worker waits on it. */
  SENT: 0,
  /** Incremented for every reply posted; tells the main thread which ports to drain. */
  REPLIED: 1,
  /** The operating system's thread id on Linux, else 0. */
  THREAD_ID: 2,
  FIRST_SLOT: 4,
} as const;

/** The most tasks a worker holds at a time, started or not. */
export const SLOTS = 64;

export const Slot = {
  FREE: 0,
  QUEUED: 1,
  RUNNING: 2,
  RETRACTED: 3,
} as const;

/**
 * Milliseconds on a clock that all threads and processes of the machine share. It is not `performance`, which takes
 * milliseconds to load in every worker.
 */
export function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
