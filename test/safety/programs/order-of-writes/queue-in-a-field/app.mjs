import fs from 'node:fs';
import { Queue } from './queue.mjs';
export class Mail {
  queue = new Queue();
  async send(file) {
    const body = fs.readFileSync(file, 'utf8');
    this.queue.add({ file, size: body.length });
  }
}
