/**
 * The blocking functions of `node:sqlite`: all of it but `backup`. A database stays on the thread that opened it,
 * so that the way out is to do the whole of the work on another thread.
 */

import { blocking, blockingMethod } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const database = blockingMethod('sqlite', 'DatabaseSync', 'io');
const statement = blockingMethod('sqlite', 'StatementSync', 'io');
const session = blockingMethod('sqlite', 'Session', 'io');
const tagStore = blockingMethod('sqlite', 'SQLTagStore', 'io');

/** First release with `node:sqlite` outside of a flag. */
const module = { since: '22.13.0' };
const tags = { since: '24.9.0' };
const images = { since: '24.16.0' };

export const sqlite: readonly CatalogEntry[] = [
  blocking('sqlite', 'io')('DatabaseSync', undefined, { crossing: 'handle', construct: true, ...module }),
  database('applyChangeset', undefined, module),
  database('close', undefined, module),
  database('deserialize', undefined, images),
  database('exec', undefined, module),
  database('loadExtension', undefined, module),
  database('open', undefined, module),
  database('prepare', undefined, { returns: 'StatementSync', ...module }),
  database('serialize', undefined, images),
  statement('all', undefined, module),
  statement('get', undefined, module),
  statement('iterate', undefined, module),
  statement('run', undefined, module),
  session('changeset', undefined, module),
  session('patchset', undefined, module),
  tagStore('all', undefined, tags),
  tagStore('get', undefined, tags),
  tagStore('iterate', undefined, tags),
  tagStore('run', undefined, tags),
];
