import { EventEmitter } from 'node:events';
import fs from 'node:fs';
export class Paper {
  #events = new EventEmitter();
  print(what) {
    this.#events.emit('news', what);
  }
  async next(file) {
    const text = fs.readFileSync(file, 'utf8');
    return new Promise((resolve) => this.#events.once('news', (what) => resolve(text + what)));
  }
}
