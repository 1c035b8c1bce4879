import fs from 'node:fs';
export function routes(app) {
  app.put('/logo', async (req, res) => {
    fs.writeFileSync('logo.png', req.body);
    res.send('ok');
  });
  app.get('/logo', (req, res) => res.download('logo.png'));
}
