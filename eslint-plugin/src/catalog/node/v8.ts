/** The functions of `node:v8` that stop the thread to walk its heap or to write a file about it. */

import { blocking } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const io = blocking('v8', 'io');
const cpu = blocking('v8', 'cpu');

/** They speak of the thread that calls them; on another thread the answer would be about that one. */
const here = { crossing: 'thread-bound' } as const;

export const v8: readonly CatalogEntry[] = [
  cpu('getHeapSnapshot', undefined, here),
  cpu('queryObjects', undefined, here),
  io('takeCoverage', undefined, here),
  io('writeHeapSnapshot', undefined, here),
];
