import fs from 'node:fs';
import { getLines } from './pages.mjs';
export async function show(id) {
  const lines = await getLines(id);
  lines.push(fs.readFileSync(id, 'utf8'));
  return lines.join(': ');
}
