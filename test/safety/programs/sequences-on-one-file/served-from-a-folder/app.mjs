import fs from 'node:fs';
import { serveStatic } from './static.mjs';
export function routes(app) {
  app.use(serveStatic('public'));
  app.put('/logo', async (req, res) => {
    fs.writeFileSync('public/logo.png', req.body);
    res.send('ok');
  });
}
