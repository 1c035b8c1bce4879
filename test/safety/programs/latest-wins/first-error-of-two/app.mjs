import fs from 'node:fs';
async function settings(file) {
  const text = fs.readFileSync(file, 'utf8');
  return JSON.parse(text);
}
export async function load([first, last]) {
  const [one, other] = await Promise.all([settings(first), settings(last)]);
  return { ...one, ...other };
}
