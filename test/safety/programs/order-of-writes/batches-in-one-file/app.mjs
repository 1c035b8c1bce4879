import fs from 'node:fs';
export async function record(entries) {
  for (const { file, text } of entries) fs.appendFileSync(file, text);
}
