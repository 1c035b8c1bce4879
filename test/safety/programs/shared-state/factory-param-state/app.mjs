import fs from 'node:fs';
export function makeJob(state) {
  return async () => {
    if (state.done) return 'skipped';
    fs.writeFileSync('job.txt', 'x', { flag: 'a' });
    state.done = true;
    return 'ran';
  };
}
