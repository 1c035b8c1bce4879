import fs from 'node:fs';
export async function render(file) {
  const parts = [import('./gone.mjs')];
  const text = fs.readFileSync(file, 'utf8');
  const [{ print }] = await Promise.all(parts);
  return print(text);
}
