import fs from 'node:fs';
function freeName(name) {
  let n = 0;
  while (fs.existsSync(`${name}-${n}`)) n++;
  return `${name}-${n}`;
}
export async function claim(name) {
  const file = freeName(name);
  fs.writeFileSync(file, 'me');
  return file;
}
