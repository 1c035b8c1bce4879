import fs from 'node:fs';
export function receive(request, response) {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    fs.writeFileSync('upload', Buffer.concat(parts));
    response.end('stored');
  });
}
