import fs from 'node:fs';
import { createInterface } from 'node:readline';
export async function titled(file) {
  const lines = createInterface({ input: fs.createReadStream(file) });
  const found = [fs.readFileSync('header', 'utf8')];
  for await (const line of lines) found.push(line);
  return found.join('|');
}
