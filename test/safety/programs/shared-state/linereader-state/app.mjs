import fs from 'node:fs';
export class Reader {
  position = 0;
  constructor(fd) {
    this.fd = fd;
  }
  async line(n) {
    const { size } = fs.fstatSync(this.fd);
    if (this.position >= size) return null;
    const start = this.position;
    this.position += n;
    return start;
  }
}
