import fs from 'node:fs';
export class Loader {
  async load(name) {
    this.current = name;
    const text = fs.readFileSync(name, 'utf8');
    return this.describe(text);
  }
  describe(text) {
    return this.current + ':' + text;
  }
}
