import fs from 'node:fs';
import * as store from './files.mjs';
export async function add(file, item) {
  const list = JSON.parse(fs.readFileSync(file, 'utf8'));
  list.push(item);
  store.save(file, list);
}
