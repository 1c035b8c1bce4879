import fs from 'node:fs';
export class Saver {
  async change(file) {
    clearTimeout(this.timer);
    const text = fs.readFileSync(file, 'utf8');
    this.timer = setTimeout(() => console.log('saved', text), 50);
  }
}
