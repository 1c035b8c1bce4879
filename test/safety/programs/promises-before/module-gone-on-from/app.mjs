import fs from 'node:fs';
export async function render(file) {
  const print = import('./gone.mjs').then((view) => view.print);
  const text = fs.readFileSync(file, 'utf8');
  return (await print)(text);
}
