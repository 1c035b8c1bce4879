/** Packages that export all of `node:fs` again, with changes: graceful-fs and, on top of it, fs-extra. */

import { blocking, twin } from '../entry.ts';
import { fsFunctions } from '../node/fs.ts';
import type { CatalogEntry, NativeTwin, ThreadBoundOptions } from '../types.ts';

/** graceful-fs puts functions of its own here, made where no other thread can find them. */
const replaced: ReadonlySet<string> = new Set([
  'chmodSync',
  'chownSync',
  'fchmodSync',
  'fchownSync',
  'fstatSync',
  'lchmodSync',
  'lchownSync',
  'lstatSync',
  'statSync',
]);

function exportedBy(module: string, entry: CatalogEntry, native: NativeTwin | undefined): CatalogEntry {
  return {
    ...entry,
    module,
    ...(native && { native }),
    ...(replaced.has(entry.export) && { crossing: 'unreachable' }),
  };
}

/** The twins in `fs` are there under the same names; those in `fs/promises` are `fs.promises` unchanged. */
export const gracefulFs: readonly CatalogEntry[] = fsFunctions.map((entry) =>
  exportedBy(
    'graceful-fs',
    entry,
    entry.native?.module === 'fs' ? { ...entry.native, module: 'graceful-fs' } : entry.native,
  ),
);

const promise = twin('fs-extra', 'promise');

/**
 * fs-extra makes the callback functions of `fs` return promises when they are given no callback, so that its
 * twins are those of `fs` itself: they take file descriptors and find real paths as the blocking ones do.
 */
function promiseOf({ export: exportPath, native }: CatalogEntry): NativeTwin | undefined {
  switch (exportPath) {
    case 'cpSync':
      return native && { ...native, module: 'fs-extra' };
    case 'existsSync':
      return promise('pathExists');
    case 'mkdtempDisposableSync':
      return native;
    case 'realpathSync.native':
      return promise('realpath.native');
    case 'readSync':
    case 'readvSync':
    case 'writeSync':
    case 'writevSync':
      return native && { ...native, module: 'fs-extra', style: 'promise' };
    default:
      return promise(exportPath.slice(0, -'Sync'.length), {
        ...(native?.lacksOptions && { lacksOptions: native.lacksOptions }),
      });
  }
}

const io = blocking('fs-extra', 'io');

function own(name: string, options?: ThreadBoundOptions): CatalogEntry {
  return io(`${name}Sync`, promise(name), options && { options });
}

function ownLookup(name: string): CatalogEntry {
  return io(`${name}Sync`, promise(name), { lookup: true });
}

const fsExtraOwn: readonly CatalogEntry[] = [
  own('copy', { at: 2, callback: ['filter'] }),
  own('createFile'),
  own('createLink'),
  own('createSymlink'),
  own('emptyDir'),
  own('emptydir'),
  own('ensureDir'),
  own('ensureFile'),
  own('ensureLink'),
  own('ensureSymlink'),
  own('mkdirp'),
  own('mkdirs'),
  own('move'),
  own('outputFile'),
  own('outputJSON', { at: 2, callback: ['replacer'] }),
  own('outputJson', { at: 2, callback: ['replacer'] }),
  ownLookup('pathExists'),
  own('readJSON', { at: 1, callback: ['reviver'] }),
  own('readJson', { at: 1, callback: ['reviver'] }),
  own('remove'),
  own('writeJSON', { at: 2, callback: ['replacer'] }),
  own('writeJson', { at: 2, callback: ['replacer'] }),
];

/** The ESM entry `fs-extra/esm` exports what fs-extra adds and nothing of `fs`. */
const fsExtraEsm = fsExtraOwn.map((entry) => ({
  ...entry,
  module: 'fs-extra/esm',
  ...(entry.native && { native: { ...entry.native, module: 'fs-extra/esm' } }),
}));

export const fsExtra: readonly CatalogEntry[] = [
  ...fsFunctions.map((entry) => exportedBy('fs-extra', entry, promiseOf(entry))),
  ...fsExtraOwn,
  ...fsExtraEsm,
];
