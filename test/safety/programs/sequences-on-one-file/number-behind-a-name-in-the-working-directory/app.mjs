import fs from 'node:fs';
export async function f(name) {
  const number = fs.readdirSync('.').length;
  fs.writeFileSync(name + number, '');
  return number;
}
