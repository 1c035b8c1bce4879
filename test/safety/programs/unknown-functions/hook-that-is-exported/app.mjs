import fs from 'node:fs';
let author = 'nobody';
export function setAuthor(name) {
  author = name;
}
export async function sign(before, file) {
  before(file);
  const text = fs.readFileSync(file, 'utf8');
  return `${text} by ${author}`;
}
