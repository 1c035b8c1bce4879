import fs from 'node:fs';
export class Settings {
  constructor(file) {
    this.file = file;
  }
  async save(values) {
    fs.writeFileSync(this.file, JSON.stringify(values));
  }
  async load() {
    return JSON.parse(await fs.promises.readFile(this.file, 'utf8'));
  }
}
