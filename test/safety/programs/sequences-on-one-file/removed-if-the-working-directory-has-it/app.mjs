import fs from 'node:fs';
export async function f(name) {
  const before = fs.readdirSync('.').length;
  fs.writeFileSync(`${name}${before}`, String(before));
  return fs.readdirSync('.').length - before;
}
