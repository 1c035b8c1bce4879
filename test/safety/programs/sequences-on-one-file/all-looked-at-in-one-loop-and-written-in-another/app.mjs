import fs from 'node:fs';
export async function f(names, text) {
  for (const name of names) if (fs.existsSync(name)) return 'taken';
  for (const file of names) fs.writeFileSync(file, text);
  return 'made';
}
