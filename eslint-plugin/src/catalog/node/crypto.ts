/** The blocking functions of `node:crypto`. */

import { blocking, blockingMethod, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const cpu = blocking('crypto', 'cpu');
const callback = twin('crypto', 'callback');

const diffieHellman = blockingMethod('crypto', 'DiffieHellman', 'cpu');

/** Functions that work on a thread of libuv when they are given a callback, and block without one. */
function unlessCallback(
  name: string,
  callbackAt: number,
  details?: { cheap?: true; since?: string },
  shape?: { losesTypes: true },
): CatalogEntry {
  return cpu(name, callback(name, shape), { callbackAt, ...details });
}

export const crypto: readonly CatalogEntry[] = [
  cpu('argon2Sync', callback('argon2'), { since: '24.7.0' }),
  cpu('checkPrimeSync', callback('checkPrime', { losesTypes: true })),
  cpu('generateKeyPairSync', callback('generateKeyPair'), { losesTypes: true }),
  cpu('generateKeySync', callback('generateKey')),
  cpu('generatePrimeSync', callback('generatePrime', { losesTypes: true })),
  cpu('hkdfSync', callback('hkdf')),
  cpu('pbkdf2Sync', callback('pbkdf2')),
  cpu('randomFillSync', callback('randomFill', { losesTypes: true }), { crossing: 'in-place' }),
  cpu('scryptSync', callback('scrypt', { losesTypes: true })),

  unlessCallback('decapsulate', 2, { since: '24.7.0' }),
  // Before Node 23.11 it took a callback and never called it, so that it is no twin of itself yet.
  cpu('diffieHellman', undefined, { callbackAt: 1 }),
  unlessCallback('encapsulate', 1, { since: '24.7.0' }),
  unlessCallback('randomBytes', 1, { cheap: true }),
  unlessCallback('randomInt', 2, { cheap: true }, { losesTypes: true }),
  unlessCallback('sign', 3),
  unlessCallback('verify', 4),

  // One operation with an RSA private key takes as long as reading a small file; with a public one, a tenth of it.
  cpu('privateDecrypt'),
  cpu('privateEncrypt'),
  cpu('publicDecrypt', undefined, { cheap: true }),
  cpu('publicEncrypt', undefined, { cheap: true }),

  // Given a length, it searches for a prime of that length, which takes seconds.
  cpu('createDiffieHellman', undefined, { crossing: 'handle', whenArgument: { index: 0, is: 'number' } }),
  diffieHellman('computeSecret'),
  diffieHellman('generateKeys'),
  blockingMethod(
    'crypto',
    'Sign',
    'cpu',
  )(
    'sign',
    callback('sign', {
      difference: '`crypto.sign` takes the algorithm, the whole of the data and the key in one call.',
    }),
  ),
  blockingMethod(
    'crypto',
    'Verify',
    'cpu',
  )(
    'verify',
    callback('verify', {
      difference:
        '`crypto.verify` takes the algorithm, the whole of the data, the key and the signature in one call.',
    }),
  ),
];
