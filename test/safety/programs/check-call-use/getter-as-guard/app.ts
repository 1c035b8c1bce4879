import { existsSync } from 'node:fs';
export class Service {
  starts = 0;
  private running = false;
  get alive(): boolean {
    return this.running;
  }
  async start(): Promise<void> {
    if (this.alive) return;
    if (!existsSync('service.conf')) throw new Error('no configuration');
    this.running = true;
    this.starts++;
  }
}
