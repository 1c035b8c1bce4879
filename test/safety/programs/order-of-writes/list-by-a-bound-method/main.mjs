import fs from 'node:fs';
import { add, log } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
await Promise.all([add('a'), add('b')]);
console.log(log.join());
