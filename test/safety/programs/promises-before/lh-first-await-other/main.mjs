import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('big', 'x');
const endings = [
  () => new Promise((_, no) => setTimeout(() => no(new Error('boom')), 20)),
  () => new Promise((yes) => setTimeout(yes, 1)),
];
const load = () => endings.shift()();
try {
  await app.run(load);
  console.log('no error');
} catch (e) {
  console.log('caught', e.message);
}
