import fs from 'node:fs';
import fsp from 'node:fs/promises';
export async function saveNow(f, text) {
  fs.writeFileSync(f, text);
}
export async function saveLater(f, text) {
  await fsp.writeFile(f, text);
}
