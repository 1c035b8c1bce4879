/** Packages that look for files: upwards from a folder, along the paths of modules, or for a configuration. */

import { blocking, blockingMethod, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

/** A package whose functions have a twin of the same name; until some major the main one was `sync` of its twin. */
function renamed(
  module: string,
  [first, ...others]: readonly [string, ...string[]],
  details?: Partial<CatalogEntry>,
) {
  const row = blocking(module, 'io');
  const promise = twin(module, 'promise');
  return [
    row(`${first}Sync`, promise(first), details),
    ...others.map((name) => row(`${name}Sync`, promise(name), details)),
    row('sync', promise('default'), details),
  ];
}

/** Of a package that never had `sync`. */
function pair(module: string, name: string, details?: Partial<CatalogEntry>): CatalogEntry {
  return blocking(module, 'io')(`${name}Sync`, twin(module, 'promise')(name), details);
}

const resolverOptions = {
  options: {
    at: 1,
    callback: [
      'isDirectory',
      'isFile',
      'packageFilter',
      'packageIterator',
      'pathFilter',
      'paths',
      'readFileSync',
      'readPackageSync',
      'realpathSync',
    ],
  },
};

/** The first argument of find-up is a name, or a function that looks for one. */
const matcherOptions = { options: { at: 0, callback: ['matcher'] } };

/** What asks about paths only. Others read lists of files, or the files. */
const lookup = { lookup: true } as const;

/** path-type makes its functions with `bind`. */
const bound = { crossing: 'unreachable', lookup: true } as const;

const cosmiconfig = blockingMethod('cosmiconfig', 'PublicExplorerSync', 'io');
const lilconfig = blockingMethod('lilconfig', 'SyncSearcher', 'io');

export const lookups: readonly CatalogEntry[] = [
  ...renamed('find-up', ['findUp', 'findUpMultiple'], { ...matcherOptions, ...lookup }),
  pair('find-up', 'findDown'),
  ...renamed('locate-path', ['locatePath'], lookup),
  ...renamed('path-exists', ['pathExists'], lookup),
  ...renamed('pkg-dir', ['packageDirectory'], lookup),
  ...renamed('pkg-up', ['pkgUp'], lookup),
  ...renamed('read-pkg', ['readPackage']),
  ...renamed('read-pkg-up', ['readPackageUp']),
  pair('find-up-simple', 'findUp', lookup),
  pair('package-directory', 'packageDirectory', lookup),
  pair('path-type', 'isDirectory', bound),
  pair('path-type', 'isFile', bound),
  pair('path-type', 'isSymlink', bound),
  pair('read-package-up', 'readPackageUp'),

  blocking('escalade/sync', 'io')('default', twin('escalade', 'promise')('default'), {
    crossing: 'callback',
  }),
  blocking('isexe', 'io')('sync', twin('isexe', 'promise')('isexe'), lookup),
  blocking('resolve', 'io')('sync', twin('resolve', 'callback')('default'), resolverOptions),

  blocking('cosmiconfig', 'io')('cosmiconfigSync', undefined, {
    maker: true,
    returns: 'PublicExplorerSync',
  }),
  cosmiconfig('load'),
  cosmiconfig('search'),
  blocking('lilconfig', 'io')('lilconfigSync', undefined, { maker: true, returns: 'SyncSearcher' }),
  lilconfig('load'),
  lilconfig('search'),
];
