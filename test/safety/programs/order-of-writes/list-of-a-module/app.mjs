import fs from 'node:fs';
import { newest } from './newest.mjs';
export async function read(file) {
  const text = fs.readFileSync(file, 'utf8');
  newest.unshift(text);
}
