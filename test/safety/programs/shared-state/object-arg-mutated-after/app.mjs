import fs from 'node:fs';
const options = { encoding: 'utf8' };
export async function read(f, encoding) {
  options.encoding = encoding;
  return fs.readFileSync(f, options);
}
