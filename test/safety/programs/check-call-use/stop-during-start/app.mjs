import fs from 'node:fs';
import http from 'node:http';
export class Server {
  async start() {
    const page = fs.readFileSync('page', 'utf8');
    this.http = http.createServer((q, s) => s.end(page));
    this.http.listen(0, '127.0.0.1');
  }
  stop() {
    this.http?.close();
  }
}
