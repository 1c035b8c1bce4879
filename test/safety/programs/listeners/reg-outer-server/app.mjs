import net from 'node:net';
import fs from 'node:fs';
let server;
export async function start(port) {
  server = net.createServer().listen(port, '127.0.0.1');
  fs.readFileSync('big');
  await new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return server;
}
