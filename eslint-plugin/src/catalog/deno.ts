/** The blocking functions of Deno's namespace. Each has its promise under the name without `Sync`. */

import { blocking, blockingMethod, twin } from './entry.ts';
import type { CatalogEntry, NativeTwin } from './types.ts';

const deno = { crossing: 'other-runtime' } as const;
const promise = twin('globalThis', 'promise');

function withoutSync(name: string): string {
  return name.slice(0, -'Sync'.length);
}

function io(name: string, native: NativeTwin = promise(`Deno.${withoutSync(name)}`)): CatalogEntry {
  return blocking('globalThis', 'io')(`Deno.${name}`, native, deno);
}

function lookup(name: string): CatalogEntry {
  return { ...io(name), lookup: true };
}

function methods(className: string, names: readonly string[], kind: CatalogEntry['kind']): CatalogEntry[] {
  const row = blockingMethod('globalThis', `Deno.${className}`, kind);
  return names.map((name) => row(name, promise(`Deno.${className}.${withoutSync(name)}`), deno));
}

export const denoCatalog: readonly CatalogEntry[] = [
  io('chmodSync'),
  io('chownSync'),
  io('copyFileSync'),
  io('createSync'),
  io('linkSync'),
  lookup('lstatSync'),
  io('makeTempDirSync'),
  io('makeTempFileSync'),
  io('mkdirSync'),
  io('openSync'),
  io(
    'readDirSync',
    twin('globalThis', 'other')('Deno.readDir', {
      difference: '`Deno.readDir` returns an async iterable: loop over it with `for await`.',
    }),
  ),
  io('readFileSync'),
  lookup('readLinkSync'),
  io('readTextFileSync'),
  lookup('realPathSync'),
  io('removeSync'),
  io('renameSync'),
  lookup('statSync'),
  io('symlinkSync'),
  io('truncateSync'),
  io('utimeSync'),
  io('writeFileSync'),
  io('writeTextFileSync'),
  blocking('globalThis', 'process')('Deno.spawnAndWaitSync', promise('Deno.spawnAndWait'), deno),
  ...methods('Command', ['outputSync'], 'process'),
  ...methods(
    'FsFile',
    [
      'lockSync',
      'readSync',
      'seekSync',
      'syncDataSync',
      'syncSync',
      'truncateSync',
      'tryLockSync',
      'unlockSync',
      'utimeSync',
      'writeSync',
    ],
    'io',
  ),
  ...methods('FsFile', ['statSync'], 'io').map((entry) => ({ ...entry, lookup: true as const })),
];
