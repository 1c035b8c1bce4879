import fs from 'node:fs';
import { find } from './users.mjs';
export async function add(id, file) {
  const user = await find(id);
  const text = fs.readFileSync(file, 'utf8');
  user.items.push(text);
  user.count = user.items.length;
}
