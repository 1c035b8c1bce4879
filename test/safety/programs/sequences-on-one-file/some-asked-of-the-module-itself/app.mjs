import fs from 'node:fs';
export async function f(names, text) {
  if (names.some(fs.existsSync)) return 'taken';
  for (const file of names) fs.writeFileSync(file, text);
  return 'made';
}
