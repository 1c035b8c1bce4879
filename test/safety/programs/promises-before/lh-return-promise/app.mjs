import fs from 'node:fs';
export async function run(load) {
  const page = load();
  fs.readFileSync('big');
  return page;
}
