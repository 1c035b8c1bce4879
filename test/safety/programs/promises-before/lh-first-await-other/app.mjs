import fs from 'node:fs';
export async function run(load) {
  const a = load();
  const b = load();
  fs.readFileSync('big');
  await b.catch(() => {});
  await a;
}
