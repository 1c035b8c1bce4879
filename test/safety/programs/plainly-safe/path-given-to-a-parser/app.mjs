import fs from 'node:fs';
import { parse } from './files.mjs';
export async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  return parse(text, file);
}
