import fs from 'node:fs';
export class Search {
  async run(q, go) {
    this.current?.abort();
    const controller = new AbortController();
    const stop = fs.readFileSync('stop', 'utf8');
    this.current = controller;
    return go(q + stop, controller.signal);
  }
}
