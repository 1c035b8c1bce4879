import fs from 'node:fs';
import { join } from 'node:path';
const has = (name) => fs.existsSync(`./${name}.txt`);
const fileOf = (name) => join('.', name + '.txt');
export async function claim(name) {
  if (has(name)) return false;
  fs.writeFileSync(fileOf(name), 'me');
  return true;
}
