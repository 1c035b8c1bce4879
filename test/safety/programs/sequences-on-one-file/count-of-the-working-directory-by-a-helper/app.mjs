import fs from 'node:fs';
const entries = (folder = '.') => fs.readdirSync(folder);
export async function f(name) {
  const number = entries('.').length;
  fs.writeFileSync(`${name}.${number}`, '');
  return number;
}
