/** `node:module` in a browser. */

/** The modules of the Node that this was built with. */
declare const BUILTIN_MODULES: readonly string[];

const builtin = new Set(BUILTIN_MODULES);

export function isBuiltin(module: string): boolean {
  return builtin.has(module) || builtin.has(module.replace(/^node:/, ''));
}

export function createRequire(): never {
  throw new Error('Packages cannot be loaded in a browser.');
}
