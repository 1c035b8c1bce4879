import fs from 'node:fs';

async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (text.length > 3) throw new Error('long');
  return text;
}
const settled = (jobs) => Promise.allSettled(jobs);
export async function run(...files) {
  const jobs = files.map(load);
  const done = await settled(jobs);
  return done.map(({ value = 'failed' }) => value);
}
