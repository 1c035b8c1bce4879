import fs from 'node:fs';
export class Inbox {
  constructor(queue) {
    queue.on('job', (job, acknowledge) => {
      void this.store(job);
      acknowledge();
    });
  }
  async store(job) {
    fs.writeFileSync(`${job.name}.json`, JSON.stringify(job));
  }
}
