import fs from 'node:fs';
async function* gen(load) {
  const job = load();
  fs.readFileSync('big');
  yield job;
}
export async function run(load) {
  for await (const x of gen(load)) void x;
}
