/** The blocking functions of the `process` object, which is both a module and a global. */

import { blocking } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

/** They change or describe the calling thread. */
const here = { crossing: 'thread-bound' } as const;

/** One row for `import process from 'node:process'`, one for the global. */
function both(...row: Parameters<ReturnType<typeof blocking>>): CatalogEntry[] {
  const [exportPath, ...rest] = row;
  return [
    blocking('process', 'io')(exportPath, ...rest),
    blocking('globalThis', 'io')(`process.${exportPath}`, ...rest),
  ];
}

export const process: readonly CatalogEntry[] = [
  ...both('dlopen', undefined, { kind: 'load', ...here }),
  ...both('loadEnvFile', undefined, here),
  ...both('report.writeReport', undefined, here),
];
