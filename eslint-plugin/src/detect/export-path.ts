/**
 * The words in which exports are named: a module, and a path of names and steps that leads from what it exports to what
 * an expression stands for.
 */

/** Answers what an export is: the value looked for, or `undefined` when the export is of no interest. */
export type Lookup<T> = (module: string, path: readonly string[]) => T | undefined;

/** The module name under which globals are looked up. */
export const GLOBAL_MODULE = 'globalThis';

/** A step of an export path that stands for the value a call gives back: `createRequire` and `createRequire.()`. */
export const CALL_STEP = '()';

/** A step that stands for the instance a class makes: `DatabaseSync.new().exec`. */
export const NEW_STEP = 'new()';

/** Names of the global object, on which globals are properties. */
export const GLOBAL_OBJECTS: readonly string[] = ['globalThis', 'global', 'window', 'self'];

/** A step that stands for what a promise gives: `import('node:fs')` and, awaited, `node:fs`. */
export const AWAIT_STEP = 'await()';
