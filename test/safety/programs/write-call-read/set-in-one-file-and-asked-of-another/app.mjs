import fs from 'node:fs';
import { getRegion } from './current.mjs';
import { setRegion } from './region.mjs';
export async function page(name, file) {
  setRegion(name);
  const text = fs.readFileSync(file, 'utf8');
  return `${text} of ${getRegion()}`;
}
