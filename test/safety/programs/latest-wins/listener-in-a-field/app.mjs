import fs from 'node:fs';
export class Reader {
  constructor(onPage) {
    this.onPage = onPage;
  }
  async open(file) {
    this.onPage(fs.readFileSync(file, 'utf8'));
  }
}
