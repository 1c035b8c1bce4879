import fs from 'node:fs';
import { run } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(await Promise.all([run('a'), run('b')]));
