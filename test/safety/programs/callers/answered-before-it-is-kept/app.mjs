import fs from 'node:fs';
const keep = async (job) => {
  fs.writeFileSync(`${job.name}.json`, JSON.stringify(job));
};
export function receive(queue) {
  queue.on('job', (job, acknowledge) => {
    keep(job);
    acknowledge();
  });
}
