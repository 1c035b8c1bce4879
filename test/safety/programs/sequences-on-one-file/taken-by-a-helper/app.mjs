import fs from 'node:fs';
const has = (file) => fs.existsSync(file);
export async function claim(file) {
  if (has(file)) return false;
  fs.writeFileSync(file, 'me');
  return true;
}
