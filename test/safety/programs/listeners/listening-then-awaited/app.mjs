import { readFileSync } from 'node:fs';
import net from 'node:net';
const server = net.createServer();
export async function start() {
  server.listen(0, '127.0.0.1');
  const motto = readFileSync('motto', 'utf8');
  await new Promise((resolve) => server.on('listening', () => resolve()));
  return motto;
}
export const stop = () => new Promise((resolve) => server.close(resolve));
