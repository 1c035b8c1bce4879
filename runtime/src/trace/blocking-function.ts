/** A function of Node that blocks, as the plugin's catalog describes it. */
export interface BlockingFunction {
  /** Without the `node:` prefix, or `globalThis`. */
  readonly module: string;
  /** The way to it in the module, steps joined by a dot: `readFileSync`, `StatementSync.all`. */
  readonly path: string;
  /** What it waits for: a disk, a child process, a computation, another thread, or code that is loaded. */
  readonly kind: 'io' | 'process' | 'cpu' | 'wait' | 'load';
  /** Whether `toThread` can run it elsewhere, and if not, why: see `crossing` in the plugin's catalog. */
  readonly crossing: string;
  /** The last step of the path is a method of the instances of the step before. */
  readonly isMethod?: true;
  /** What blocks is `new`. */
  readonly construct?: true;
  /** With a function as this argument, counted from zero, it does not block. */
  readonly callbackAt?: number;
  /** It blocks only where this argument, counted from zero, is a number. */
  readonly numberAt?: number;
  /** It never takes longer than a hop to another thread. */
  readonly cheap?: true;
  /** It asks the file system about a path and reads no content. */
  readonly lookup?: true;
  /** Its asynchronous twin: `fs/promises.readFile`. */
  readonly native?: string;
}

/** What people call it: `fs.readFileSync`, `Atomics.wait`. */
export function nameOf({ module, path }: Pick<BlockingFunction, 'module' | 'path'>): string {
  return module === 'globalThis' ? path : `${module}.${path}`;
}
