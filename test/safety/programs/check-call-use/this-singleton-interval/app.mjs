import fs from 'node:fs';
export class Poller {
  async start() {
    if (this.timer) return;
    const { every } = JSON.parse(fs.readFileSync('p.json', 'utf8'));
    this.timer = setInterval(() => console.log('tick'), every);
  }
  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
