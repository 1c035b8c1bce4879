import fs from 'node:fs';
export class Connection {
  constructor(ws) {
    this.ws = ws;
  }
  async send(f) {
    this.ws.send('HDR ' + f);
    this.ws.send(fs.readFileSync(f));
  }
}
