import { readFileSync } from 'node:fs';
const step = 1;
export async function advance(job) {
  console.log(job.level);
  const text = readFileSync('job', 'utf8');
  job.level = step + 1;
  return text;
}
