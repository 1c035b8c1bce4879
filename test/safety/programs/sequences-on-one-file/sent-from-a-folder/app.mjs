import fs from 'node:fs';
export function routes(app) {
  app.put('/logo', async (req, res) => {
    fs.writeFileSync('logo.png', req.body);
    res.send('ok');
  });
  app.get('/:file', (req, res) => {
    res.sendFile(req.params.file, { root: '.' });
  });
}
