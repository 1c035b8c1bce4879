import fs from 'node:fs';
let options = { title: '' };
export function configure(given) {
  options = given;
}
export async function page(file) {
  const text = fs.readFileSync(file, 'utf8');
  return options.title + text;
}
