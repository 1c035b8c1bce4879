import { readFileSync } from 'node:fs';
class Pool {
  static made = 0;
  constructor(certificate) {
    this.id = ++Pool.made;
    this.certificate = certificate;
  }
}
let pool;
export const connect = async () => {
  pool ??= new Pool(readFileSync('ca.pem', 'utf8'));
  return pool;
};
