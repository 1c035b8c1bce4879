import fs from 'node:fs';
import { Store } from './app.mjs';
fs.writeFileSync('db.json', '{}');
const s = new Store('db.json');
const tick = () => new Promise((r) => setImmediate(r));
const jobs = [];
for (let i = 0; i < 5; i++) {
  await tick();
  jobs.push(s.increment('n'));
}
console.log((await Promise.all(jobs)).join());
