import fs from 'node:fs';
const word = /\w+/g;
export async function wordAt(file, start) {
  word.lastIndex = start;
  const text = fs.readFileSync(file, 'utf8');
  return word.exec(text)?.[0];
}
