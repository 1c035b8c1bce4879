import fs from 'node:fs';
export async function run(load) {
  const jobs = [1, 2].map(() => load());
  fs.readFileSync('big');
  const out = [];
  for await (const x of jobs) out.push(x);
  return out;
}
