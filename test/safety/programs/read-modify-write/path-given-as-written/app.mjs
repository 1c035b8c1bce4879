import fs from 'node:fs';
import { save } from './files.mjs';
const FILE = 'list.json';
export async function add(_f, item) {
  const list = JSON.parse(fs.readFileSync(FILE, 'utf8'));
  list.push(item);
  save('list.json', list);
}
