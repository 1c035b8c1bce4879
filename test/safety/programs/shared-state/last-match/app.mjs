import fs from 'node:fs';
export async function greet(address, file) {
  address.match(/\w+/);
  const text = fs.readFileSync(file, 'utf8');
  return `${RegExp.lastMatch}: ${text}`;
}
