import fs from 'node:fs';
const session = { user: '' };
function remember(req, res, next) {
  session.user = req.user;
  next();
}
async function show(req, res) {
  const page = fs.readFileSync('page', 'utf8');
  res.send(`${session.user}: ${page}`);
}
export function setup(app) {
  app.use(remember);
  app.use(show);
}
