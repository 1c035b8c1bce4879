/** Packages that search, create, remove, read and write files. */

import { blocking, blockingMethod, twin } from '../entry.ts';
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

const jsonfile = blocking('jsonfile', 'io');
const jsonfilePromise = twin('jsonfile', 'promise');

const lockfile = blocking('proper-lockfile', 'io');
const lockfilePromise = twin('proper-lockfile', 'promise');

const writeJsonFile = blocking('write-json-file', 'io');
const writeJsonPromise = twin('write-json-file', 'promise');
const writeJsonOptions = { options: { at: 2, callback: ['replacer'] } };

const makeDir = blocking('make-dir', 'io');
const makeDirPromise = twin('make-dir', 'promise');
const makeDirOptions = { options: { at: 1, callback: ['fs'] } };

const del = blocking('del', 'io');
const delPromise = twin('del', 'promise');
const delOptions = { options: { at: 1, callback: ['fs', 'onProgress'] } };

/** An archive is read when it is made, or later. What is asked for then is unpacked or packed at once. */
const archive = blockingMethod('adm-zip', 'AdmZip', 'io');

const loadJsonFile = blocking('load-json-file', 'io');
const loadJsonDetails = {
  options: { at: 1, callback: ['beforeParse', 'reviver'] },
  losesTypes: true,
} as const;

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

  blocking('which', 'io')('sync', which('default'), { losesTypes: { at: 1, options: ['all', 'nothrow'] } }),

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

  loadJsonFile('loadJsonFileSync', twin('load-json-file', 'promise')('loadJsonFile'), loadJsonDetails),
  // Until version 6 the function itself was the module.
  loadJsonFile('sync', twin('load-json-file', 'promise')('default'), loadJsonDetails),

  jsonfile('readFileSync', jsonfilePromise('readFile'), { options: { at: 1, callback: ['fs', 'reviver'] } }),
  jsonfile('writeFileSync', jsonfilePromise('writeFile'), {
    options: { at: 2, callback: ['fs', 'replacer'] },
  }),
  writeJsonFile('writeJsonFileSync', writeJsonPromise('writeJsonFile'), writeJsonOptions),
  writeJsonFile('sync', writeJsonPromise('default'), writeJsonOptions),
  blocking('read-yaml-file', 'io')('readYamlFileSync', twin('read-yaml-file', 'promise')('readYamlFile')),
  blocking('write-file-atomic', 'io')('sync', twin('write-file-atomic', 'promise')('default'), {
    options: { at: 2, callback: ['tmpfileCreated'] },
  }),
  blocking('tempy', 'io')('temporaryWriteSync', twin('tempy', 'promise')('temporaryWrite')),
  blocking('touch', 'io')('sync', twin('touch', 'promise')('default')),
  blocking('hasha', 'io')('hashFileSync', twin('hasha', 'promise')('hashFile')),
  blocking('md5-file', 'io')('sync', twin('md5-file', 'promise')('default')),

  makeDir('makeDirectorySync', makeDirPromise('makeDirectory'), makeDirOptions),
  makeDir('sync', makeDirPromise('default'), makeDirOptions),
  del('deleteSync', delPromise('deleteAsync'), delOptions),
  del('sync', delPromise('default'), delOptions),
  blocking('klaw-sync', 'io')('default', undefined, { options: { at: 1, callback: ['filter', 'fs'] } }),
  blocking('walk-sync', 'io')('default', undefined, { options: { at: 1, callback: ['fs'] } }),

  lockfile('checkSync', lockfilePromise('check'), { options: { at: 1, callback: ['fs'] } }),
  // It remembers the locks that this process holds.
  lockfile(
    'lockSync',
    lockfilePromise('lock', { difference: 'The function that releases the lock gives a promise too.' }),
    { crossing: 'handle' },
  ),
  lockfile('unlockSync', lockfilePromise('unlock'), { crossing: 'thread-bound' }),

  blocking('adm-zip', 'io')('default', undefined, { construct: true, maker: true, returns: 'AdmZip' }),
  archive('addLocalFile'),
  archive('addLocalFolder'),
  archive('extractAllTo'),
  archive('extractEntryTo'),
  archive('readAsText'),
  archive('readFile'),
  archive('writeZip'),
];
