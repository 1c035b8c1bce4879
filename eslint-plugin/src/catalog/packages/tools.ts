/** Packages that run programs, hash passwords, query databases and compile. */

import { blocking, blockingMethod, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const execa = blocking('execa', 'process');
const execaPromise = twin('execa', 'promise');
/** execa makes its functions in a factory and exports only what comes out of it. */
const made = { crossing: 'unreachable' } as const;
const madeTag = { ...made, tag: true } as const;

const crossSpawn = {
  difference:
    'It returns a ChildProcess whose output arrives on streams and whose end is its `close` event; `sync` returns status and output together.',
};

const bcrypt = blocking('bcrypt', 'cpu');
const bcryptPromise = twin('bcrypt', 'promise');

const bcryptjs = blocking('bcryptjs', 'cpu');
const bcryptjsPromise = twin('bcryptjs', 'promise');
const inSlices = {
  difference:
    'The result is the same, but bcryptjs still computes on the calling thread, in slices of up to 100 ms.',
};

const database = blockingMethod('better-sqlite3', 'Database', 'io');
const statement = blockingMethod('better-sqlite3', 'Statement', 'io');

const sass = blocking('sass', 'cpu');
const sassPromise = twin('sass', 'promise');

const esbuild = blocking('esbuild', 'process');
const esbuildPromise = twin('esbuild', 'promise');

export const tools: readonly CatalogEntry[] = [
  blocking('cross-spawn', 'process')('sync', twin('cross-spawn', 'other')('default', crossSpawn)),
  execa('$.s', execaPromise('$'), madeTag),
  execa('$.sync', execaPromise('$'), madeTag),
  execa('execaCommandSync', execaPromise('execaCommand'), made),
  execa('execaSync', execaPromise('execa'), madeTag),
  // Until version 5 the function itself was the module, and its parts were written out.
  execa('commandSync', execaPromise('command')),
  execa('sync', execaPromise('default')),

  bcrypt('compareSync', bcryptPromise('compare')),
  bcrypt('genSaltSync', bcryptPromise('genSalt'), { cheap: true }),
  bcrypt('hashSync', bcryptPromise('hash')),
  bcryptjs('compareSync', bcryptjsPromise('compare', inSlices)),
  bcryptjs('genSaltSync', bcryptjsPromise('genSalt'), { cheap: true }),
  bcryptjs('hashSync', bcryptjsPromise('hash', inSlices)),

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

  // sass is compiled from Dart into one closure, where another thread cannot find its functions.
  sass('compile', sassPromise('compileAsync'), made),
  sass('compileString', sassPromise('compileStringAsync'), made),
  sass('renderSync', twin('sass', 'callback')('render'), made),

  esbuild('analyzeMetafileSync', esbuildPromise('analyzeMetafile')),
  // With `write: false` the result holds files with getters.
  esbuild('buildSync', esbuildPromise('build'), { options: { at: 0, handle: ['write'] } }),
  esbuild('formatMessagesSync', esbuildPromise('formatMessages')),
  esbuild('transformSync', esbuildPromise('transform')),
];
