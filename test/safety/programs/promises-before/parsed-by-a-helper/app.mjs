import fs from 'node:fs';
import { fetchText, parse } from './text.mjs';
export async function start(file) {
  const source = fetchText();
  const text = fs.readFileSync(file, 'utf8');
  return await parse(source, text);
}
