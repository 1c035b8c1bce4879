/** The blocking functions of `node:module`. */

import { blocking } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const io = blocking('module', 'io');

export const module: readonly CatalogEntry[] = [
  io('findPackageJSON', undefined, { since: '22.14.0' }),
  io('flushCompileCache', undefined, { crossing: 'thread-bound', since: '22.10.0' }),
  // It starts the thread of the hooks and waits for it.
  blocking('module', 'load')('register', undefined, { crossing: 'thread-bound' }),
  blocking('module', 'cpu')('stripTypeScriptTypes', undefined, { since: '22.13.0' }),
];
