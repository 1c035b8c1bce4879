import fs from 'node:fs';
function certain(text) {
  if (text === '') throw new Error('empty');
  return text;
}
export async function load(files) {
  return await Promise.all(files.map(async (file) => certain(fs.readFileSync(file, 'utf8'))));
}
