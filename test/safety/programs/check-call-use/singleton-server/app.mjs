import { readFileSync } from 'node:fs';
import http from 'node:http';
let server;
export async function ensureServer() {
  if (!server) {
    const page = readFileSync('page.html');
    server = http.createServer((req, res) => res.end(page)).listen(0, '127.0.0.1');
  }
  return server;
}
