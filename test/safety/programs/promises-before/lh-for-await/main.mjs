import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('big', 'x');
const load = () => new Promise((_, no) => setTimeout(() => no(new Error('boom')), 1));
try {
  await app.run(load);
  console.log('no error');
} catch (e) {
  console.log('caught', e.message);
}
