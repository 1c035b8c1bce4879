import fs from 'node:fs';
export function setup(app) {
  let user;
  app.get(
    '/',
    (req, res, next) => {
      user = req.user;
      next();
    },
    async (req, res) => {
      const page = fs.readFileSync('page', 'utf8');
      res.send(`${user}: ${page}`);
    },
  );
}
