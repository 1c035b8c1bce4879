import fs from 'node:fs';
const data = {};
async function load() {
  data.text = fs.readFileSync('wide', 'utf8');
}
export async function start() {
  queueMicrotask(load);
  await new Promise((resolve) => setImmediate(resolve));
  return data.text;
}
