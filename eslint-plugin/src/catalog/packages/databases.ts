/** Packages that query databases in the process itself. */

import { blocking, blockingMethod } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const database = blockingMethod('better-sqlite3', 'Database', 'io');
const statement = blockingMethod('better-sqlite3', 'Statement', 'io');

export const databases: readonly CatalogEntry[] = [
  blocking('better-sqlite3', 'io')('default', undefined, {
    crossing: 'handle',
    construct: true,
    returns: 'Database',
  }),
  database('close'),
  database('exec'),
  database('loadExtension'),
  database('pragma'),
  database('prepare', undefined, { returns: 'Statement' }),
  database('serialize'),
  statement('all'),
  statement('get'),
  statement('iterate'),
  statement('run'),
];
