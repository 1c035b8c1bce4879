import fs from 'node:fs';
import { routes } from './app.ts';
fs.mkdirSync('users');
fs.writeFileSync('users/ann.json', '{"name":"Ann"}');
let handler;
await routes({ get: (_, given) => (handler = given) });
for (const name of ['ann', 'bob']) {
  const statuses = [];
  const user = await handler({ params: { name } }, { code: (status) => statuses.push(status) });
  console.log(JSON.stringify(user), statuses.join());
}
