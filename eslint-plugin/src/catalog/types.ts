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
 * - `instance`: the function takes an instance of a class, whose methods cannot be sent to another thread.
 * - `handle`: the result is bound to the thread that made it (a `Dir`, a database, a disposable).
 * - `thread-bound`: the effect is on the calling thread itself (a heap snapshot of this isolate).
 * - `unreachable`: the function is made inside a wrapper and not exported there, so another thread cannot
 *   find it (what graceful-fs puts in the place of `statSync`).
 * - `other-runtime`: the function belongs to Deno, Bun or a browser, where `toThread` is not known to reach it.
 */
export type Crossing =
  'ok' | 'in-place' | 'callback' | 'instance' | 'handle' | 'thread-bound' | 'unreachable' | 'other-runtime';

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
   * for the other needs a second look, or a `form`. A whole sentence. Absent when `await twin(...args)`, or for a callback
   * `await promisify(twin)(...args)`, gives exactly what the direct call gave.
   */
  readonly difference?: string;
  /**
   * The expression that answers as the blocking function does, whatever the difference; `…` stands for the call of
   * the twin. Absent: `await …`.
   */
  readonly form?: string;
  /** What stays different even in that form. A whole sentence. */
  readonly caveat?: string;
  /** It collects what a command writes, as text where no `encoding` is set, and takes neither `input` nor `stdio`. */
  readonly collectsOutput?: true;
  /** `@types/node` does not say what its promise gives once it is promisified. */
  readonly losesTypes?: true;
  /** The blocking function also takes a file descriptor as its first argument; the twin refuses one. */
  readonly pathOnly?: true;
  /** It answers in a roundabout form: offered, and never the fix. */
  readonly offeredOnly?: true;
  /** Options with which it does something else, each with what that is, in a whole sentence. */
  readonly differsWith?: Readonly<Record<string, string>>;
  /** Options of the blocking function that the twin ignores (`throwIfNoEntry` of `statSync`). */
  readonly lacksOptions?: readonly string[];
}

/** Options that keep a call on its thread. A call that may set one of them cannot cross. */
export interface ThreadBoundOptions {
  /** The position of the options argument, counted from zero. */
  readonly at: number;
  /** Names whose value is a function: `filter` of `cpSync`. */
  readonly callback?: readonly string[];
  /** Names that make the result a handle: `info` of `gzipSync`. */
  readonly handle?: readonly string[];
  /** Names whose value the function writes into: `buffer` of `readFileSync`. What is not seen to be set is not. */
  readonly inPlace?: readonly string[];
}

/** The calls whose result has a type that follows from an argument: all with one at `at`, or with those options. */
interface TypesFromArgument {
  /** The position of the argument, counted from zero. */
  readonly at: number;
  /** Names of options, one of which has to be there. Absent: any argument. */
  readonly options?: readonly string[];
}

/** One blocking function. */
export interface CatalogEntry {
  /** Module without the `node:` prefix, or `globalThis` for a global. */
  readonly module: string;
  /**
   * Export path within the module, steps joined by a dot: `readFileSync`, `Atomics.wait`, `default` for what a
   * CommonJS package assigns to `module.exports`. For a method of an instance: class and method, `StatementSync.all`.
   */
  readonly export: string;
  /**
   * Name of the class (in the declarations of the module) whose instances have the method. Only types can tell
   * such a receiver, so that these entries are looked up by `findMethod` and never by `find`.
   */
  readonly receiver?: string;
  /** The export is a class, and what blocks is `new` (a database file is opened), which cannot be sent as a call can. */
  readonly construct?: true;
  /** Where the call takes a callback, with which it does not block: 1 of `randomBytes(16, callback)`. */
  readonly callbackAt?: number;
  /**
   * The call blocks only when the argument at `index` (from 0) is a number, is literally `false`, or may be the path
   * of a file (not the name of a package).
   */
  readonly whenArgument?: { readonly index: number; readonly is: 'number' | 'false' | 'file' };
  /** It can also be the tag of a template. */
  readonly tag?: true;
  /** The call loads code, as `require` does. Reported with the option `load` only. */
  readonly loads?: true;
  /** It blocks nothing itself: methods of what it gives do. */
  readonly maker?: true;
  /** Name of the class, of the same module, that the result is an instance of: `StatementSync` of `prepare`. */
  readonly returns?: string;
  readonly kind: BlockingKind;
  readonly crossing: Crossing;
  readonly options?: ThreadBoundOptions;
  /**
   * The types of `toThread` cannot say what a call gives, because the function has more overloads than they can tell
   * apart, or because its result follows from a type parameter. Of all calls, or of some.
   */
  readonly losesTypes?: true | TypesFromArgument;
  /** Nothing is known of it but that it blocks: somebody named it in the option `additional`. */
  readonly unknown?: true;
  readonly native?: NativeTwin;
  /** The call never takes longer than a hop to another thread (some ten microseconds). Reported by `strict` only. */
  readonly cheap?: true;
  /**
   * The call asks the file system about a path, or the few on the way up from one, and reads no content: whether it
   * exists, what is there, where it leads. On a local disk that takes 2 to 20 microseconds, a hop at most. Reported by
   * `no-blocking-lookup-in-async`, everything else by `no-blocking-in-async`.
   */
  readonly lookup?: true;
  /** First Node release that has it, where that is later than the oldest supported one. */
  readonly since?: string;
  /** First Node release that no longer has it. */
  readonly until?: string;
  /** The only platform that has it, as in `process.platform`. */
  readonly platform?: NodeJS.Platform;
}
