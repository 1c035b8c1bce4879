import fs from 'node:fs';
import { show } from './view.mjs';
const present = (text) => show(text);
export async function open(file) {
  const text = fs.readFileSync(file, 'utf8');
  present(text);
}
