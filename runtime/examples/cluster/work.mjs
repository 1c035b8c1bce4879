import { scryptSync } from 'node:crypto';

/** What takes long, and is done elsewhere. */
export function hash(password) {
  return scryptSync(password, 'salt', 32).toString('hex');
}
