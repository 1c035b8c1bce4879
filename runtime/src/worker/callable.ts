/** A function that a worker has found, and what it has to know to call it. */
export interface Callable {
  readonly fn: (...args: unknown[]) => unknown;
  /** What the function is a member of, so that `this` is what it is in `fs.readFileSync()`. */
  readonly thisArgument?: unknown;
  /** Whether it is quiet and leaves no work behind for this thread's event loop. */
  readonly isQuiet?: boolean;
  /** A built-in's result is fresh, so its memory may move to the caller. */
  readonly ownsResult?: boolean;
  /** The exports of the function's own module. */
  readonly exports?: object;
  readonly manner?: Manner;
}

/**
 * How a function is called, unless it is simply called with the arguments: they may be lists of arguments, for each of
 * which it is called; and after them come the values of storages, which it finds in these.
 */
export type Manner = readonly [isForEach: boolean, storages: readonly string[]];
