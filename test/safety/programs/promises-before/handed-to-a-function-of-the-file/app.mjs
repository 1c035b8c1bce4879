import fs from 'node:fs';

async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (text.length > 3) throw new Error('long');
  return text;
}
async function inTurn(jobs) {
  const done = [];
  for (const job of jobs) done.push(await job.catch((error) => error.message));
  return done;
}
export async function run(...files) {
  const jobs = files.map(load);
  return await inTurn(jobs);
}
