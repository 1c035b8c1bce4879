import fs from 'node:fs';
class Page {
  constructor(file) {
    this.file = file;
  }
  async text() {
    const text = fs.readFileSync(this.file, 'utf8');
    return `${this.file}: ${text}`;
  }
}
export const open = (file) => new Page(file).text();
