import fs from 'node:fs';
const exists = (file) => fs.existsSync(file);
const isFree = (name) => !exists(`${name}.lock`);
export async function claim(name) {
  if (isFree(name)) {
    fs.writeFileSync(`${name}.lock`, 'me');
    return true;
  }
  return false;
}
