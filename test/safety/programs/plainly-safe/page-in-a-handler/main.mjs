import fs from 'node:fs';
import http from 'node:http';
import { handler } from './app.mjs';
fs.writeFileSync('page.html', '<p>{path}</p>');
const server = http.createServer(handler).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const pages = await Promise.all(['/a', '/b'].map(async (path) => (await fetch(base + path)).text()));
  console.log(pages.join());
  process.exit();
});
