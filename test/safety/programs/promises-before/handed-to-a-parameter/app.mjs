import fs from 'node:fs';
import { inTurn } from './jobs.mjs';
async function load(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (text.length > 3) throw new Error('long');
  return text;
}
const withJobs =
  (take) =>
  async (...files) => {
    const jobs = files.map(load);
    return take(jobs);
  };
export const run = withJobs(inTurn);
