import fs from 'node:fs';
const folder = './';
export async function f(name) {
  const isThere = fs.readdirSync(folder).some((entry) => entry === name);
  if (!isThere) fs.mkdirSync(name);
  return isThere;
}
