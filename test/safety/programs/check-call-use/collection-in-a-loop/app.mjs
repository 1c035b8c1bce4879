import fs from 'node:fs';
const watched = new Set();
export const watch = (file) => watched.add(file);
export const forget = (file) => watched.delete(file);
export async function contents() {
  const texts = [];
  for (const file of watched) texts.push(fs.readFileSync(file, 'utf8'));
  return texts;
}
