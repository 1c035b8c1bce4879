import fs from 'node:fs';
export class Doc {
  name = 'a';
  text = 'A';
  async open(name) {
    this.name = name;
    this.text = fs.readFileSync(name, 'utf8');
  }
  save() {
    fs.writeFileSync(this.name, this.text);
  }
}
