import fs from 'node:fs';
class Reader {
  constructor(onText) {
    this.onText = onText;
  }
  tell(text) {
    this.onText(text);
  }
  async read(file) {
    const text = fs.readFileSync(file, 'utf8');
    this.tell(text);
  }
}
export function watch(view) {
  const reader = new Reader(view.show);
  return (file) => reader.read(file);
}
