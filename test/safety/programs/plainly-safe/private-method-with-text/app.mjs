import { readFileSync } from 'node:fs';
export class Mailer {
  #from;
  constructor(from) {
    this.#from = from;
  }
  async compose(name, { to }) {
    const body = readFileSync(`${name}.txt`, 'utf8');
    return this.#format(to, body);
  }
  #format(to, body) {
    return [`From: ${this.#from}`, `To: ${to}`, '', body].join('\n');
  }
}
