import fs from 'node:fs';
const size = async (file) => fs.readFileSync(file, 'utf8').length;
export async function pair(first, second) {
  const a = size(first);
  const b = size(second);
  return [await a, await b.catch(() => 0)];
}
