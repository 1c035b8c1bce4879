import fs from 'node:fs';
const base = new URL('https://example.org');
export async function link(page, file) {
  base.pathname = page;
  const { length } = fs.readFileSync(file);
  return `${base.href}#${length}`;
}
