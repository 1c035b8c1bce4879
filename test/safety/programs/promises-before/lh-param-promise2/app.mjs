import fs from 'node:fs';
async function render(page) {
  const template = fs.readFileSync('big');
  return [template, await page];
}
export const run = (load) => render(load());
