import fs from 'node:fs';
export async function search(sources, file) {
  const pending = [];
  for (const source of sources) pending.push(source.search());
  const found = [fs.readFileSync(file, 'utf8')];
  for (const one of pending) found.push(await one);
  return found;
}
