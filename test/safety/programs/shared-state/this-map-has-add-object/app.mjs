import fs from 'node:fs';
export class Jobs {
  running = new Map();
  async start(id) {
    const job = this.running.get(id);
    if (job?.active) return 'already';
    fs.writeFileSync(id, '');
    this.running.set(id, { active: true });
    return 'started';
  }
}
