/** Packages that search, create, remove and read files. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry, NativeTwin } from '../types.ts';

/** Said where an older major version of the package has the blocking function too, with another twin beside it. */
function sinceMajor(major: number, name: string): Pick<NativeTwin, 'difference'> {
  return {
    difference: `From version ${major} on; before it \`${name}\` takes a callback instead of giving a promise.`,
  };
}

const glob = blocking('glob', 'io');
const globPromise = twin('glob', 'promise');
/** `ignore` may be an object with methods; entries asked for with their types are objects with methods too. */
const globOptions = { options: { at: 1, callback: ['fs', 'ignore', 'scurry'], handle: ['withFileTypes'] } };
const globIterator = {
  difference: 'The result is an async iterator: loop over it with `for await`.',
};
const globStream = {
  difference:
    '`globStream` reads directories as the stream is consumed; `globStreamSync` reads them all at once.',
};

const fastGlob = blocking('fast-glob', 'io');
const fastGlobOptions = { options: { at: 1, callback: ['fs'], handle: ['objectMode', 'stats'] } };

const globby = blocking('globby', 'io');
const globbyPromise = twin('globby', 'promise');

const tmp = blocking('tmp', 'io');
const tmpCallback = twin('tmp', 'callback');

const which = twin('which', 'promise');

const rimraf = blocking('rimraf', 'io');
const rimrafPromise = twin('rimraf', 'promise');
const rimrafOptions = { options: { at: 1, callback: ['filter'] } };

const mkdirp = blocking('mkdirp', 'io');
const mkdirpPromise = twin('mkdirp', 'promise');
const mkdirpOptions = { options: { at: 1, callback: ['fs', 'mkdir', 'mkdirSync', 'stat', 'statSync'] } };

const loadJsonFile = blocking('load-json-file', 'io');
const loadJsonOptions = { options: { at: 1, callback: ['beforeParse', 'reviver'] } };

export const files: readonly CatalogEntry[] = [
  glob('globSync', globPromise('glob'), globOptions),
  glob('sync', globPromise('glob', sinceMajor(9, 'glob')), globOptions),
  glob('glob.sync', globPromise('glob', sinceMajor(9, 'glob')), globOptions),
  glob('globIterateSync', twin('glob', 'other')('globIterate', globIterator), { crossing: 'handle' }),
  glob('globStreamSync', twin('glob', 'other')('globStream', globStream), { crossing: 'handle' }),

  fastGlob('globSync', twin('fast-glob', 'promise')('glob'), fastGlobOptions),
  fastGlob('sync', twin('fast-glob', 'promise')('default'), fastGlobOptions),

  globby('globbySync', globbyPromise('globby'), fastGlobOptions),
  globby('generateGlobTasksSync', globbyPromise('generateGlobTasks'), fastGlobOptions),
  globby('isGitIgnoredSync', globbyPromise('isGitIgnored'), { crossing: 'handle' }),
  globby('isIgnoredByIgnoreFilesSync', globbyPromise('isIgnoredByIgnoreFiles'), { crossing: 'handle' }),
  // Until version 11 the function itself was the module.
  globby('sync', globbyPromise('default'), fastGlobOptions),

  blocking('tinyglobby', 'io')('globSync', twin('tinyglobby', 'promise')('glob'), {
    options: { at: 1, callback: ['fs'] },
  }),

  tmp(
    'dirSync',
    tmpCallback('dir', {
      difference: 'The callback gets `(error, path, cleanup)`; `promisify` keeps the path alone.',
    }),
    { crossing: 'handle' },
  ),
  tmp(
    'fileSync',
    tmpCallback('file', {
      difference: 'The callback gets `(error, path, fd, cleanup)`; `promisify` keeps the path alone.',
    }),
    { crossing: 'handle' },
  ),
  tmp('tmpNameSync', tmpCallback('tmpName')),

  blocking('which', 'io')('sync', which('default')),

  rimraf('rimrafSync', rimrafPromise('rimraf'), rimrafOptions),
  rimraf('sync', rimrafPromise('rimraf', sinceMajor(4, 'rimraf')), rimrafOptions),
  rimraf('rimraf.sync', rimrafPromise('rimraf'), rimrafOptions),
  rimraf('manualSync', rimrafPromise('manual'), rimrafOptions),
  rimraf('moveRemoveSync', rimrafPromise('moveRemove'), rimrafOptions),
  rimraf('nativeSync', rimrafPromise('native'), rimrafOptions),
  rimraf('posixSync', rimrafPromise('posix'), rimrafOptions),
  rimraf('windowsSync', rimrafPromise('windows'), rimrafOptions),

  mkdirp('mkdirpSync', mkdirpPromise('mkdirp'), mkdirpOptions),
  mkdirp('sync', mkdirpPromise('mkdirp', sinceMajor(1, 'mkdirp')), mkdirpOptions),
  mkdirp('mkdirp.sync', mkdirpPromise('mkdirp'), mkdirpOptions),
  mkdirp('manualSync', mkdirpPromise('manual'), mkdirpOptions),
  mkdirp('nativeSync', mkdirpPromise('native'), mkdirpOptions),

  loadJsonFile('loadJsonFileSync', twin('load-json-file', 'promise')('loadJsonFile'), loadJsonOptions),
  // Until version 6 the function itself was the module.
  loadJsonFile('sync', twin('load-json-file', 'promise')('default'), loadJsonOptions),
];
