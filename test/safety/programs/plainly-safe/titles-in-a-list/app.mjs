import fs from 'node:fs';
import { titleOf } from './titles.mjs';
export async function open(...files) {
  const found = [];
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    found.push({ file, title: titleOf(text) });
  }
  return found;
}
