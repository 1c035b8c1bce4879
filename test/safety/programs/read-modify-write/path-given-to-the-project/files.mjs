import fs from 'node:fs';
export function save(file, list) {
  fs.writeFileSync(file, JSON.stringify(list));
}
export function trash(file) {
  if (fs.existsSync(file)) fs.rmSync(file);
}
