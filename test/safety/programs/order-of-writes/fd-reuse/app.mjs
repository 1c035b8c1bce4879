import fs from 'node:fs';
export class Log {
  fd = fs.openSync('x.log', 'a');
  async rotate() {
    fs.closeSync(this.fd);
    fs.renameSync('x.log', 'x.log.' + Date.now() + Math.random());
    this.fd = fs.openSync('x.log', 'a');
  }
  async write(line) {
    fs.writeSync(this.fd, line + '\n');
  }
}
