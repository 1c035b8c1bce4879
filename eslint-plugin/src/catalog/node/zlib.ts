/** The blocking functions of `node:zlib`. */

import { blocking, blockingMethod, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const cpu = blocking('zlib', 'cpu');
const callback = twin('zlib', 'callback');

/** With `info: true` the result holds the engine beside the bytes, and an engine stays on its thread. */
function convert(
  name: string,
  details?: { since: string },
  difference?: { difference: string },
): CatalogEntry {
  return cpu(`${name}Sync`, callback(name, difference), {
    options: { at: 1, handle: ['info'] },
    ...details,
  });
}

/** First release with Zstandard. */
const zstd = { since: '22.15.0' };

const promise = twin('zlib', 'promise');
const io = blocking('zlib', 'io');
const zipBuffer = blockingMethod('zlib', 'ZipBuffer', 'cpu');
const zipEntry = blockingMethod('zlib', 'ZipEntry', 'cpu');
const zipFile = blockingMethod('zlib', 'ZipFile', 'io');
const zip = { crossing: 'handle', since: '26.8.0' } as const;

export const zlib: readonly CatalogEntry[] = [
  convert('brotliCompress'),
  convert('brotliDecompress'),
  convert('deflate'),
  convert('deflateRaw'),
  convert('gunzip'),
  convert('gzip'),
  convert('inflate'),
  convert('inflateRaw'),
  convert('unzip'),
  convert('zstdCompress', zstd, {
    difference:
      'Only `zstdCompressSync` writes the size of the content into the frame; what the two give decompresses to the same.',
  }),
  convert('zstdDecompress', zstd),

  // ZIP archives: entries and archives are objects with methods, which stay on the thread that made them.
  cpu('ZipEntry.createSync', promise('ZipEntry.create'), zip),
  cpu(
    'createZipArchiveSync',
    twin('zlib', 'other')('createZipArchive', {
      difference:
        '`createZipArchive` returns a stream; `createZipArchiveSync` returns an iterator of Buffers.',
    }),
    zip,
  ),
  io('ZipFile.openSync', promise('ZipFile.open'), zip),
  zipBuffer('addSync', promise('ZipBuffer.add'), zip),
  zipBuffer('toBufferSync', promise('ZipBuffer.toBuffer'), zip),
  zipEntry('contentSync', promise('ZipEntry.content'), zip),
  zipFile('addEntrySync', promise('ZipFile.addEntry'), zip),
  zipFile('addSync', promise('ZipFile.add'), zip),
  zipFile('closeSync', promise('ZipFile.close'), zip),
  zipFile(
    'compactSync',
    twin('zlib', 'other')('ZipFile.compact', {
      difference: '`compact` returns a stream; `compactSync` returns one Buffer.',
    }),
    zip,
  ),
  zipFile('deleteSync', promise('ZipFile.delete'), zip),
];
