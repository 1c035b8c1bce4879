import fs from 'node:fs';
import { setImmediate as tick } from 'node:timers/promises';
import { openTags } from './app.mjs';
fs.writeFileSync('tags.json', '[]');
const tags = openTags('tags.json');
const jobs = [];
for (const tag of ['a', 'b', 'c']) {
  jobs.push(tags.add(tag));
  await tick();
}
await Promise.all(jobs);
console.log(fs.readFileSync('tags.json', 'utf8'));
