import fs from 'node:fs';
export async function store(f, text) {
  fs.writeFileSync(f, text);
}
export function open(f) {
  return fs.createReadStream(f);
}
