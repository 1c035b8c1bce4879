import fs from 'node:fs';
const data = {};
async function load() {
  data.text = fs.readFileSync('wide', 'utf8');
}
export async function start() {
  Promise.resolve().then(load);
  await new Promise((resolve) => setImmediate(resolve));
  return data.text;
}
