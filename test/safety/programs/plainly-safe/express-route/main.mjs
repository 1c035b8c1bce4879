import fs from 'node:fs';
import routes from './app.cjs';
fs.mkdirSync('docs');
fs.writeFileSync('docs/a.md', '# a');
let route;
routes({ get: (_, handler) => (route = handler) });
const ask = (name) =>
  new Promise((resolve) => {
    const res = { type: () => res, send: resolve };
    route({ params: { name } }, res, (error) => resolve(error.code));
  });
console.log((await Promise.all([ask('a'), ask('b')])).join());
