import { count, countReset } from 'node:console';
import fs from 'node:fs';
export async function f(path) {
  count('pages');
  const text = fs.readFileSync(path, 'utf8');
  countReset('pages');
  return text;
}
