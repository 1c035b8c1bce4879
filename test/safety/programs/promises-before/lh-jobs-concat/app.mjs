import fs from 'node:fs';
export async function run(load) {
  const jobs = [1, 2].map(() => load()).concat(load());
  fs.readFileSync('big');
  await Promise.all(jobs.filter(Boolean));
}
