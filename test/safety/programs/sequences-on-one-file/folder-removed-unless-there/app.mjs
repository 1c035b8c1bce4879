import fs from 'node:fs';

export async function tidy(folder) {
  if (!fs.existsSync(folder)) fs.rmSync(folder, { recursive: true, force: true });
}

export async function make(folder) {
  fs.mkdirSync(folder);
}
