import { createHash } from 'node:crypto';

/** A function that needs its module: its text alone would not do. */
export function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}
