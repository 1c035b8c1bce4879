import { createHash } from 'node:crypto';

enum Algorithm {
  Strong = 'sha256',
}

/** An enum is more than a type: only a compiler makes this run. */
export function digest(text: string): string {
  return createHash(Algorithm.Strong).update(text).digest('hex');
}
