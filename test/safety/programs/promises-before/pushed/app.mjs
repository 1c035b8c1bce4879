import fs from 'node:fs';
const background = (pending, job) => {
  pending.push(job);
};
export const run = async (load) => {
  const pending = [];
  background(pending, load());
  background(pending, load());
  fs.readFileSync('big');
  await Promise.all(pending);
};
