import fs from 'node:fs';
export async function run(load) {
  const page = load().then((x) => x + 1);
  const template = fs.readFileSync('big');
  return [template, await page];
}
