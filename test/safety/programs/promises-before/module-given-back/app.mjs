import fs from 'node:fs';
export async function load(file) {
  const view = import('./gone.mjs');
  return { text: fs.readFileSync(file, 'utf8'), view };
}
