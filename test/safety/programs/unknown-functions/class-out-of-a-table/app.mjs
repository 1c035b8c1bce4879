import fs from 'node:fs';
let active = 'none';
class Json {
  open(name) {
    active = `json ${name}`;
  }
}
class Text {
  open(name) {
    active = `text ${name}`;
  }
}
const kinds = [Json, Text];
export async function run(file) {
  const reader = new kinds[file === 'a' ? 0 : 1]();
  reader.open(file);
  const text = fs.readFileSync(file, 'utf8');
  return `${text} ${active}`;
}
