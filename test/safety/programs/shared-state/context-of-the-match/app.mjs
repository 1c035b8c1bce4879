import fs from 'node:fs';
export async function greet(address, file) {
  const name = address.replace(/@/, ' at ');
  const text = fs.readFileSync(file, 'utf8');
  return `${name} (${RegExp.leftContext}): ${text}`;
}
