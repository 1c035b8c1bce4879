import fs from 'node:fs';
export class Connection {
  constructor(socket) {
    this.socket = socket;
  }
  async send(file) {
    if (!this.socket) return 'closed';
    const bytes = fs.readFileSync(file);
    return this.socket.write(bytes);
  }
  close() {
    this.socket = undefined;
  }
}
