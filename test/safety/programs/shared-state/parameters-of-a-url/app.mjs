import fs from 'node:fs';
const address = new URL('https://example.org/page');
export async function link(number, file) {
  address.searchParams.set('number', number);
  const text = fs.readFileSync(file, 'utf8');
  return address.search + text;
}
