import fs from 'node:fs';
let pages = 0;
export function count() {
  return pages;
}
export async function load(file, done) {
  const text = fs.readFileSync(file, 'utf8');
  pages++;
  done(text);
}
