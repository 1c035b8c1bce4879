import fs from 'node:fs';
import { find } from './users.mjs';
const put = (user, ...lines) => user.items.push(...lines);
export async function add(id, file) {
  const user = await find(id);
  put(user, fs.readFileSync(file, 'utf8'));
}
