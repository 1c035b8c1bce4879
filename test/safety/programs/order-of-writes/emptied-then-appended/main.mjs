import fs from 'node:fs';
import { show } from './app.mjs';
fs.writeFileSync('status', 'old');
await Promise.all([show(['one', 'two']), show(['three'])]);
console.log(fs.readFileSync('status', 'utf8'));
