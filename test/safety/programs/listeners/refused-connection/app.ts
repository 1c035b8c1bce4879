import fs from 'node:fs';
import net from 'node:net';
export async function greet(port: number): Promise<string> {
  const socket: net.Socket = net.connect(port, '127.0.0.1');
  const greeting: Buffer = fs.readFileSync('greeting');
  return await new Promise((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    socket.end(greeting);
  });
}
