import fs from 'node:fs';
import { table } from './tables.mjs';
export async function enter(room, file) {
  const rooms = table('rooms');
  const guests = rooms.get(room);
  if (guests > 0) return 'full';
  const text = fs.readFileSync(file, 'utf8');
  rooms.put(room, 1);
  return text;
}
