import fs from 'node:fs';
const all = fs.createWriteStream('all.txt');
export async function include(file) {
  all.write(`<${file}>`);
  const text = fs.readFileSync(file, 'utf8');
  all.write(text);
}
export const close = () => new Promise((resolve) => all.end(resolve));
