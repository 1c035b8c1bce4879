import fs from 'node:fs';
import { pages } from './pages.mjs';
export async function open(file) {
  const text = fs.readFileSync(file, 'utf8');
  pages.next(text);
}
