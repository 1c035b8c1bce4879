import fs from 'node:fs';
import { setImmediate as tick } from 'node:timers/promises';
import { visit } from './app.cjs';
fs.writeFileSync('visits.json', '{}');
const visits = [];
for (const page of ['home', 'home', 'help']) {
  visits.push(visit(page));
  await tick();
}
console.log((await Promise.all(visits)).join());
