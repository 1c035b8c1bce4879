import fs from 'node:fs';
export async function f(name) {
  if (fs.readdirSync('.').includes(name)) return 'taken';
  fs.mkdirSync(`${name}/pages`, { recursive: true });
  return 'made';
}
