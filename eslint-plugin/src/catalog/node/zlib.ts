/** The blocking functions of `node:zlib`. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const cpu = blocking('zlib', 'cpu');
const callback = twin('zlib', 'callback');

/** With `info: true` the result holds the engine beside the bytes, and an engine stays on its thread. */
function convert(name: string, since?: string): CatalogEntry {
  return cpu(`${name}Sync`, callback(name), {
    handleOptions: ['info'],
    ...(since !== undefined && { since }),
  });
}

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
  convert('zstdCompress', '22.15.0'),
  convert('zstdDecompress', '22.15.0'),
];
