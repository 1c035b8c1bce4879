import fs from 'node:fs';
export async function sizeOf(file) {
  if (!fs.existsSync(file)) return 0;
  return fs.statSync(file).size;
}
