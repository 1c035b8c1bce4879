import { scryptSync } from 'node:crypto';
class Cost {
  constructor(N, r) {
    this.N = N;
    this.r = r;
    this.p = 1;
  }
}
export class Passwords {
  #cost = new Cost(1024, 8);
  async hash(password, salt) {
    return scryptSync(password, salt, 16, this.#cost).toString('hex');
  }
}
