import fs from 'node:fs';
import http from 'node:http';
import { upload } from './app.mjs';
fs.writeFileSync('limit', '100');
const s = http
  .createServer(async (req, res) => res.end(String(await upload(req))))
  .listen(0, '127.0.0.1', async () => {
    const r = await fetch('http://127.0.0.1:' + s.address().port, { method: 'POST', body: 'hello' });
    console.log(await r.text());
    s.close();
    s.closeAllConnections();
  });
