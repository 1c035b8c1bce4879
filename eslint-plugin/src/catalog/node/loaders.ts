/**
 * The functions that load a module and run it before they return. Programs load code when they start, and what was
 * loaded is there the next time, so that these are reported with the option `load` only. A package by its name is
 * mostly loaded already; a file may be anything.
 */

import { blocking } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const loader = {
  crossing: 'handle',
  loads: true,
  whenArgument: { index: 0, is: 'file' },
} as const;

export const loaderCatalog: readonly CatalogEntry[] = [
  blocking('globalThis', 'load')('require', undefined, loader),
  blocking('globalThis', 'load')('module.require', undefined, loader),
  // What `createRequire` gives.
  blocking('module', 'load')('createRequire.()', undefined, loader),
  blocking('module', 'load')('Module.createRequire.()', undefined, loader),
];
