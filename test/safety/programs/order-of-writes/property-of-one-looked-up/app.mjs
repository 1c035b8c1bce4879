import fs from 'node:fs';
import { find } from './users.mjs';
export async function add(id, file) {
  const user = await find(id);
  user.avatar = fs.readFileSync(file, 'utf8');
}
