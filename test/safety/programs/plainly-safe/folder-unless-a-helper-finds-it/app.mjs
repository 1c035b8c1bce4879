import fs from 'node:fs';
const has = (folder) => fs.existsSync(folder);
export async function open(folder) {
  if (!has(folder)) fs.mkdirSync(folder, { recursive: true });
  return folder;
}
