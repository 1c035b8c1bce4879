/** The blocking functions of `node:crypto`. */

import { blocking, blockingMethod, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const cpu = blocking('crypto', 'cpu');
const callback = twin('crypto', 'callback');

const diffieHellman = blockingMethod('crypto', 'DiffieHellman', 'cpu');

/** Functions that work on a thread of libuv when their last argument is a callback, and block without one. */
function unlessCallback(name: string, details?: { cheap?: true; since?: string }): CatalogEntry {
  return cpu(name, callback(name), { unlessCallback: true, ...details });
}

export const crypto: readonly CatalogEntry[] = [
  cpu('argon2Sync', callback('argon2'), { since: '24.7.0' }),
  cpu('checkPrimeSync', callback('checkPrime')),
  cpu('generateKeyPairSync', callback('generateKeyPair')),
  cpu('generateKeySync', callback('generateKey')),
  cpu('generatePrimeSync', callback('generatePrime')),
  cpu('hkdfSync', callback('hkdf')),
  cpu('pbkdf2Sync', callback('pbkdf2')),
  cpu('randomFillSync', callback('randomFill'), { crossing: 'in-place' }),
  cpu('scryptSync', callback('scrypt')),

  unlessCallback('decapsulate', { since: '24.7.0' }),
  // Before Node 23.11 it took a callback and never called it, so that it is no twin of itself yet.
  cpu('diffieHellman', undefined, { unlessCallback: true }),
  unlessCallback('encapsulate', { since: '24.7.0' }),
  unlessCallback('randomBytes', { cheap: true }),
  unlessCallback('randomInt', { cheap: true }),
  unlessCallback('sign'),
  unlessCallback('verify'),

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
