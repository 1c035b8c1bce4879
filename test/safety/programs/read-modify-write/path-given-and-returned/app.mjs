import fs from 'node:fs';
import { save } from './files.mjs';
export async function add(file, item) {
  const list = JSON.parse(fs.readFileSync(file, 'utf8'));
  list.push(item);
  return save(file, list);
}
