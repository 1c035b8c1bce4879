import fs from 'node:fs';
import { save } from './app.mjs';
const jobs = [];
for (let i = 0; i <= 200; i++) jobs.push(save({ i, pad: 'x'.repeat((200 - i) * 500) }));
await Promise.all(jobs);
let ok;
try {
  ok = JSON.parse(fs.readFileSync('state.json', 'utf8')).i;
} catch (e) {
  ok = 'CORRUPT ' + e.message.slice(0, 40);
}
console.log(ok);
