import fs from 'node:fs';
import { getNames } from './users.mjs';
export async function add(id, file) {
  const names = await getNames(id);
  names.push(fs.readFileSync(file, 'utf8'));
}
