import crypto from 'node:crypto';
import { limiter } from './limiter.mjs';
export async function guess(name, word) {
  if (limiter.isExhausted(name)) return 'wait';
  const hash = crypto.pbkdf2Sync(word, 'salt', 1, 8, 'sha1').toString('hex');
  return hash === '' ? 'right' : limiter.hit(name);
}
