import { openSync, writeSync } from 'node:fs';
export class Journal {
  #fd = openSync('journal', 'a');
  async record(user, action) {
    writeSync(this.#fd, `${user}:`);
    writeSync(this.#fd, `${action}\n`);
  }
}
