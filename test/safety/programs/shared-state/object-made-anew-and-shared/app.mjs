import fs from 'node:fs';
class Page {
  constructor(file) {
    this.file = file;
  }
  turn(file) {
    this.file = file;
    return this;
  }
  async text() {
    const text = fs.readFileSync(this.file, 'utf8');
    return `${this.file}: ${text}`;
  }
}
let page;
export const open = (file) => (page ??= new Page(file)).turn(file).text();
