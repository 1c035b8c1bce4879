/** The blocking functions of `node:crypto`. */

import { blocking, twin } from '../entry.ts';
import type { CatalogEntry } from '../types.ts';

const cpu = blocking('crypto', 'cpu');
const callback = twin('crypto', 'callback');

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
];
