import fs from 'node:fs';
export function count(server) {
  const visits = {};
  server.on('request', (url) => {
    visits[url] = (visits[url] ?? 0) + 1;
  });
  server.once('close', async () => {
    fs.writeFileSync('visits.json', JSON.stringify(visits));
  });
}
