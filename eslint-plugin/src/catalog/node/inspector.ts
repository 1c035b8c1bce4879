/** The functions of `node:inspector` that wait for a debugger. */

import { blocking } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

export const inspector: readonly CatalogEntry[] = [
  blocking('inspector', 'wait')('waitForDebugger', undefined, { crossing: 'thread-bound' }),
];
