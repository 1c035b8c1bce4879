import fs from 'node:fs';
export async function open({ view, file }) {
  const text = fs.readFileSync(file, 'utf8');
  view.render(text.toUpperCase());
}
