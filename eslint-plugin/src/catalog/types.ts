/**
 * The shape of the catalog: what blocks, what it costs, what replaces it, and whether a call may move to
 * another thread. The catalog is data. It knows nothing of ESLint or of syntax trees.
 */

/** Why the call blocks: waiting for a disk, a child process, a computation, another thread, or module code. */
export type BlockingKind = 'io' | 'process' | 'cpu' | 'wait' | 'load';

/**
 * Whether `toThread(fn, ...args)` can stand in for `fn(...args)`:
 * - `ok`: arguments and result survive the trip.
 * - `in-place`: the function writes into one of its arguments, which the other thread would do to a copy.
 * - `callback`: the function takes a function, and functions cannot be sent to another thread.
 * - `handle`: the result is bound to the thread that made it (a `Dir`, a database, a disposable).
 * - `thread-bound`: the effect is on the calling thread itself (a heap snapshot of this isolate).
 * - `other-runtime`: the function belongs to Deno, Bun or a browser, where `toThread` is not known to reach it.
 */
export type Crossing = 'ok' | 'in-place' | 'callback' | 'handle' | 'thread-bound' | 'other-runtime';

/** The asynchronous counterpart that the same module already has. */
export interface NativeTwin {
  /** Module of the twin, without the `node:` prefix: `fs/promises`, `child_process`. */
  readonly module: string;
  /** Export path of the twin in that module: `readFile`, `execFile`, `waitAsync`. */
  readonly export: string;
  /**
   * What a call of the twin gives back: a promise, nothing because it takes a Node-style callback last
   * (`util.promisify` makes it a promise), or `other`: an object that `difference` describes.
   */
  readonly style: 'promise' | 'callback' | 'other';
  /**
   * Said to the reader when the twin answers in another shape than the blocking function, so that swapping one
   * for the other needs a second look. A whole sentence. Absent when `await twin(...args)`, or for a callback
   * `await promisify(twin)(...args)`, gives exactly what the direct call gave.
   */
  readonly difference?: string;
  /** The blocking function also takes a file descriptor as its first argument; the twin refuses one. */
  readonly pathOnly?: true;
  /** Options of the blocking function that the twin ignores (`throwIfNoEntry` of `statSync`). */
  readonly lacksOptions?: readonly string[];
}

/** One blocking function. */
export interface CatalogEntry {
  /** Module without the `node:` prefix, or `globalThis` for a global. */
  readonly module: string;
  /** Export path within the module, steps joined by a dot: `readFileSync`, `Atomics.wait`. */
  readonly export: string;
  readonly kind: BlockingKind;
  readonly crossing: Crossing;
  /** Option names whose value is a function (`filter` of `cpSync`); a call that may set one cannot cross. */
  readonly callbackOptions?: readonly string[];
  /** Option names that make the result a handle (`info` of `gzipSync`); a call that may set one cannot cross. */
  readonly handleOptions?: readonly string[];
  readonly native?: NativeTwin;
  /** The call never takes longer than a hop to another thread (some ten microseconds). Reported by `strict` only. */
  readonly cheap?: true;
  /** First Node release that has it, where that is later than the oldest supported one. */
  readonly since?: string;
  /** First Node release that no longer has it. */
  readonly until?: string;
  /** The only platform that has it, as in `process.platform`. */
  readonly platform?: NodeJS.Platform;
}
