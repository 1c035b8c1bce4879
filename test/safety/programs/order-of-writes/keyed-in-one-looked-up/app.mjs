import fs from 'node:fs';
import { find } from './users.mjs';
export async function add(id, file) {
  const { data } = await find(id);
  const text = fs.readFileSync(file, 'utf8');
  data.set('last', text);
}
