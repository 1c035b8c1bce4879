import crypto = require('node:crypto');

enum Algorithm {
  Long = 'sha256',
}

export function digest(text: string): string {
  return crypto.createHash(Algorithm.Long).update(text).digest('hex');
}
