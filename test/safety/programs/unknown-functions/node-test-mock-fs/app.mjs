import fs from 'node:fs';
export async function load(file) {
  return fs.readFileSync(file, 'utf8');
}
