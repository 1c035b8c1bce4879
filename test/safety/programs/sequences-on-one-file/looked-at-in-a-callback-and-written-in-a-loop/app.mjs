import fs from 'node:fs';
export async function f(names, text) {
  const taken = names.filter((one) => fs.existsSync(one));
  if (taken.length > 0) return 'taken';
  for (const name of names) fs.writeFileSync(name, text);
  return 'made';
}
