import fs from 'node:fs';
const start = (load) => ({ page: load(), id: 1 });
export async function run(load) {
  const { page, id } = start(load);
  const template = fs.readFileSync('big');
  return [id, template, await page];
}
