import fs from 'node:fs';
import { add, lines } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
await Promise.all([add('a'), add('b')]);
console.log(lines().join());
