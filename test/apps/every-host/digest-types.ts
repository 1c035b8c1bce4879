import { createHash } from 'node:crypto';

type Algorithm = 'sha256' | 'sha512';

export function digest(text: string, algorithm: Algorithm = 'sha256'): string {
  return createHash(algorithm).update(text).digest('hex');
}
