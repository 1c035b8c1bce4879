import fs from 'node:fs';
const isAddress = (address) => /(\w+)@/.test(address);
export async function greet(address, file) {
  if (!isAddress(address)) return '';
  const text = fs.readFileSync(file, 'utf8');
  return `${RegExp['$1']}: ${text}`;
}
