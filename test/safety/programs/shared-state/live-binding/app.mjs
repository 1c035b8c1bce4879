import fs from 'node:fs';
import { tenant } from './state.mjs';
export async function key(file) {
  return tenant + ':' + fs.readFileSync(file, 'utf8');
}
