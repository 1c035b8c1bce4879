import fs from 'node:fs';
export class Upload {
  sent = 0;
  total = 0;
  async begin(f) {
    this.sent = 0;
    this.total = fs.statSync(f).size;
  }
  progress(n) {
    this.sent += n;
    return this.sent + '/' + this.total;
  }
}
