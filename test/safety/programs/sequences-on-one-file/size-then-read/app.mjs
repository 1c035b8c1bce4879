import fs from 'node:fs';
export async function load(file) {
  const { size } = fs.statSync(file);
  const text = fs.readFileSync(file, 'utf8');
  return text.length === size;
}
export async function extend(file, text) {
  fs.appendFileSync(file, text);
}
