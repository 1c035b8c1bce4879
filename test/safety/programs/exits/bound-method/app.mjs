import { existsSync, writeFileSync } from 'node:fs';
export class Session {
  constructor(file) {
    this.file = file;
    process.on('exit', this.end.bind(this));
    process.on('exit', () => console.log(existsSync(file) ? 'ended' : 'lost'));
  }
  async end() {
    writeFileSync(this.file, 'end');
  }
}
