import fs from 'node:fs';
const nextOf = (name) => fs.readdirSync('.').filter((it) => it.startsWith(name)).length + 1;
export async function claim(name) {
  const n = nextOf(name);
  fs.writeFileSync(`./${name}-${n}`, 'me');
  return n;
}
