import fs from 'node:fs';
export class Bundle {
  constructor(file) {
    this.out = fs.createWriteStream(file);
  }
  async add(file) {
    this.out.write(`// ${file} `);
    this.out.write(fs.readFileSync(file, 'utf8'));
  }
  close() {
    return new Promise((resolve) => this.out.end(resolve));
  }
}
