import fs from 'node:fs';
const isThere = (name) => fs.existsSync(name);
export async function f(names, text) {
  const found = names.find(isThere);
  if (found) return 'taken';
  let made = 0;
  for (const name of names) {
    fs.writeFileSync(name, text);
    made += 1;
  }
  return made;
}
