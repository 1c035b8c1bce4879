import { readFileSync } from 'node:fs';
export async function run(load) {
  const jobs = ['a', 'b'].map(load);
  const header = readFileSync('big', 'utf8');
  const [first] = await Promise.allSettled(jobs);
  if (first.reason) throw first.reason;
  return header + first.value;
}
