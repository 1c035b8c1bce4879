import fs from 'node:fs';
export function mount(router) {
  const current = { tenant: '' };
  router.use((req, res, next) => {
    current.tenant = req.tenant;
    next();
  });
  router.get('/', async (req, res) => {
    const page = fs.readFileSync('a', 'utf8');
    res.send(current.tenant + page);
  });
}
