import fs from 'node:fs';
class A {
  constructor(load) {
    this.load = load;
  }
  async go() {
    this.page = this.load();
    const template = fs.readFileSync('big');
    return [template, await this.page];
  }
}
export const run = (load) => new A(load).go();
