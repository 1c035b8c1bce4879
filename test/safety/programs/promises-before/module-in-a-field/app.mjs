import fs from 'node:fs';
export class Plugin {
  async load(name) {
    this.module = import(name);
    this.text = fs.readFileSync('big', 'utf8');
    return (await this.module).make(this.text);
  }
}
