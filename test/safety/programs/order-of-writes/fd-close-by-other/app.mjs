import fs from 'node:fs';
export class Log {
  fd = fs.openSync('x.log', 'a');
  async write(line) {
    if (this.fd === null) throw new Error('closed');
    fs.writeSync(this.fd, line + '\n');
  }
  async close() {
    fs.closeSync(this.fd);
    this.fd = null;
  }
}
