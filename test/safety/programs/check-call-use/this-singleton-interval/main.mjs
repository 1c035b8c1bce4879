import fs from 'node:fs';
import { Poller } from './app.mjs';
fs.writeFileSync('p.json', '{"every":10}');
const p = new Poller();
await Promise.all([p.start(), p.start()]);
p.stop();
console.log('stopped');
setTimeout(() => process.exit(), 200);
