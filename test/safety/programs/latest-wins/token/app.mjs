import fs from 'node:fs';
export class Preview {
  html = '';
  async show(name, confirm) {
    const token = (this.token = Symbol(name));
    await confirm();
    if (this.token !== token) return;
    this.html = fs.readFileSync(`${name}.html`, 'utf8');
  }
}
