import fs from 'node:fs';
import { orm } from './orm.mjs';
export async function register(name, avatar) {
  if (orm.table('users').find(name)) throw new Error('taken');
  const size = fs.readFileSync(avatar).length;
  orm.table('users').insert(name, size);
  return name;
}
