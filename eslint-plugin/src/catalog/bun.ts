/** The blocking functions of Bun: the global `Bun`, the module `bun` that exports the same, and `bun:sqlite`. */

import { blocking, blockingMethod, twin } from './entry.ts';
import type { BlockingKind, CatalogEntry, NativeTwin } from './types.ts';

const bun = { crossing: 'other-runtime' } as const;

/** The twin of a function, given the module it is looked up in and the prefix of its export path there. */
type TwinOf = (module: string, prefix: string) => NativeTwin;

function promise(exportPath: string): TwinOf {
  return (module, prefix) => twin(module, 'promise')(prefix + exportPath);
}

/** One row for the global `Bun`, one for `import … from 'bun'`. */
function both(kind: BlockingKind, exportPath: string, twinOf?: TwinOf): CatalogEntry[] {
  return [
    blocking('globalThis', kind)(`Bun.${exportPath}`, twinOf?.('globalThis', 'Bun.'), bun),
    blocking('bun', kind)(exportPath, twinOf?.('bun', ''), bun),
  ];
}

function methods(
  module: string,
  className: string,
  kind: BlockingKind,
  names: readonly string[],
): CatalogEntry[] {
  const row = blockingMethod(module, className, kind);
  return names.map((name) => row(name, undefined, bun));
}

export const bunCatalog: readonly CatalogEntry[] = [
  ...both('cpu', 'deflateSync'),
  ...both('cpu', 'gunzipSync'),
  ...both('cpu', 'gzipSync'),
  ...both('cpu', 'inflateSync'),
  ...both('cpu', 'password.hashSync', promise('password.hash')),
  ...both('cpu', 'password.verifySync', promise('password.verify')),
  ...both('cpu', 'zstdCompressSync', promise('zstdCompress')),
  ...both('cpu', 'zstdDecompressSync', promise('zstdDecompress')),
  ...both('io', 'resolveSync', promise('resolve')),
  ...both('process', 'spawnSync', (module, prefix) =>
    twin(module, 'other')(`${prefix}spawn`, {
      difference:
        '`Bun.spawn` returns a Subprocess with streams and a promise of its exit; `Bun.spawnSync` returns status and output together.',
    }),
  ),
  ...both('wait', 'sleepSync', promise('sleep')),
  ...methods('bun', 'Glob', 'io', ['scanSync']),
  ...methods('bun', 'Transpiler', 'cpu', ['transformSync']),
  ...methods('bun:sqlite', 'Database', 'io', [
    'close',
    'exec',
    'loadExtension',
    'prepare',
    'query',
    'run',
    'serialize',
  ]),
  ...methods('bun:sqlite', 'Statement', 'io', ['all', 'get', 'iterate', 'run', 'values']),
];
