import fs from 'node:fs';
import { enter, page } from './app.mjs';
fs.writeFileSync('a', 'A');
const visit = (user) => {
  enter(user);
  return page('a');
};
console.log(await Promise.all([visit('x'), visit('y')]));
