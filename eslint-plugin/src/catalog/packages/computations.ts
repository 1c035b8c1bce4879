/** Packages that hash passwords, make keys, compress and decode. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const bcrypt = blocking('bcrypt', 'cpu');
const bcryptPromise = twin('bcrypt', 'promise');

const bcryptjs = blocking('bcryptjs', 'cpu');
const bcryptjsPromise = twin('bcryptjs', 'promise');
const inSlices = {
  difference:
    'The result is the same, but bcryptjs still computes on the calling thread, in slices of up to 100 ms.',
};

/** Functions of native code are found by nobody but Node itself. */
const native = { crossing: 'unreachable' } as const;
const nodeRsBcrypt = blocking('@node-rs/bcrypt', 'cpu');
const nodeRsBcryptPromise = twin('@node-rs/bcrypt', 'promise');
const nodeRsArgon2 = blocking('@node-rs/argon2', 'cpu');
const nodeRsArgon2Promise = twin('@node-rs/argon2', 'promise');
const snappy = blocking('snappy', 'cpu');
const snappyPromise = twin('snappy', 'promise');

/** The modules of @noble/hashes had no extension until version 2. */
function noble(file: string, name: string): CatalogEntry[] {
  const difference =
    'The result is the same, but it is still computed on the calling thread, in slices of some milliseconds.';
  return [`@noble/hashes/${file}`, `@noble/hashes/${file}.js`].map((module) =>
    blocking(module, 'cpu')(name, twin(module, 'promise')(`${name}Async`, { difference }), {
      options: { at: 2, callback: ['onProgress'] },
    }),
  );
}

function fflate(name: string, details?: Partial<CatalogEntry>): CatalogEntry {
  return blocking('fflate', 'cpu')(
    `${name}Sync`,
    twin('fflate', 'callback')(name, { difference: 'It starts a worker for each call, or several.' }),
    details,
  );
}

/** The option `out` names the buffer to write into, and has a type that the result has too. */
const intoBuffer = { options: { at: 1, inPlace: ['out'] } };
const ofBuffer = { ...intoBuffer, losesTypes: { at: 1 } };

/** Keys of node-forge have methods. */
function generateKeyPair(path: string): CatalogEntry {
  const exportPath = `${path}.generateKeyPair`;
  return blocking('node-forge', 'cpu')(exportPath, twin('node-forge', 'callback')(exportPath), {
    crossing: 'handle',
    callbackAt: 3,
  });
}

export const computations: readonly CatalogEntry[] = [
  bcrypt('compareSync', bcryptPromise('compare')),
  bcrypt('genSaltSync', bcryptPromise('genSalt'), { cheap: true }),
  bcrypt('hashSync', bcryptPromise('hash')),
  bcryptjs('compareSync', bcryptjsPromise('compare', inSlices)),
  bcryptjs('genSaltSync', bcryptjsPromise('genSalt'), { cheap: true }),
  bcryptjs('hashSync', bcryptjsPromise('hash', inSlices)),
  nodeRsArgon2('hashRawSync', nodeRsArgon2Promise('hashRaw'), native),
  nodeRsArgon2('hashSync', nodeRsArgon2Promise('hash'), native),
  nodeRsArgon2('verifySync', nodeRsArgon2Promise('verify'), native),
  nodeRsBcrypt('compareSync', nodeRsBcryptPromise('compare'), native),
  nodeRsBcrypt('hashSync', nodeRsBcryptPromise('hash'), native),
  nodeRsBcrypt('verifySync', nodeRsBcryptPromise('verify'), native),

  ...noble('argon2', 'argon2d'),
  ...noble('argon2', 'argon2i'),
  ...noble('argon2', 'argon2id'),
  ...noble('scrypt', 'scrypt'),
  blocking('pbkdf2', 'cpu')('pbkdf2Sync', twin('pbkdf2', 'callback')('pbkdf2')),
  blocking('scrypt-js', 'cpu')(
    'syncScrypt',
    twin('scrypt-js', 'promise')('scrypt', {
      difference: 'The result is the same, but it is still computed on the calling thread, in slices.',
    }),
  ),
  generateKeyPair('pki.rsa'),
  generateKeyPair('rsa'),

  fflate('compress'),
  fflate('decompress', intoBuffer),
  fflate('deflate'),
  fflate('gunzip', ofBuffer),
  fflate('gzip'),
  fflate('inflate', ofBuffer),
  fflate('unzip', { options: { at: 1, callback: ['filter'] } }),
  fflate('unzlib', ofBuffer),
  fflate('zip'),
  fflate('zlib'),
  snappy('compressSync', snappyPromise('compress'), native),
  snappy('uncompressSync', snappyPromise('uncompress'), native),

  blocking('jpeg-js', 'cpu')('decode'),
  blocking('jpeg-js', 'cpu')('encode'),
  blocking('pngjs', 'cpu')('PNG.sync.read'),
  blocking('pngjs', 'cpu')('PNG.sync.write', undefined, { crossing: 'instance' }),
];
