import fs from 'node:fs';
export function load(files) {
  return Promise.all(files.map(async (file) => JSON.parse(fs.readFileSync(file, 'utf8'))));
}
