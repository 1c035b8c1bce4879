import fs from 'node:fs';
import net from 'node:net';
export class Service {
  #server = net.createServer();
  start() {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }
  async stop() {
    this.#server.close();
    fs.writeFileSync('stopped', 'yes');
    await new Promise((resolve) => this.#server.once('close', resolve));
    return 'stopped';
  }
}
