import fs from 'node:fs';
import { save as put } from './files.mjs';
export async function add(file, item) {
  const list = JSON.parse(fs.readFileSync(file, 'utf8'));
  list.push(item);
  put({ list, file });
}
