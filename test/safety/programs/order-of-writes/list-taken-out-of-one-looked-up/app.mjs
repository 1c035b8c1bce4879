import fs from 'node:fs';
import { find } from './users.mjs';
export async function add(id, file) {
  const { items, name } = (await find(id)) ?? {};
  items.push(fs.readFileSync(file, 'utf8'));
  return name;
}
