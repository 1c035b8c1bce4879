import fs from 'node:fs';
import net from 'node:net';
import { once } from 'node:events';
const server = net.createServer();
export const start = () => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
export async function stop() {
  server.close();
  fs.writeFileSync('stopped', 'yes');
  await once(server, 'close');
  return fs.readFileSync('stopped', 'utf8');
}
