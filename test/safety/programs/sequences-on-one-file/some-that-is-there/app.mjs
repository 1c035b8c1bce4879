import fs from 'node:fs';
const has = (name) => fs.existsSync(name);
export async function f(names, text) {
  if (names.some(has)) return 'taken';
  for (const name of names) fs.writeFileSync(name, text);
  return 'made';
}
