import fs from 'node:fs';
export class Validator {
  #stack = [];
  async check(name) {
    this.#stack.push(name);
    const { length } = fs.readFileSync(name);
    const where = this.#where();
    this.#stack.pop();
    return `${where}: ${length}`;
  }
  #where() {
    return this.#stack.join('/');
  }
}
