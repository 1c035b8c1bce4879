import fs from 'node:fs';
import { run } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const first = run('a');
await new Promise((done) => setImmediate(done));
console.log(await Promise.all([first, run('b')]));
