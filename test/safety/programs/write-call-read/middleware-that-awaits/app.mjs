import fs from 'node:fs';
let user;
export function setup(app) {
  app.use(async (context, next) => {
    user = context.user;
    return next();
  });
  app.use(async (context) => {
    const page = fs.readFileSync('page', 'utf8');
    context.body = `${user}: ${page}`;
  });
}
