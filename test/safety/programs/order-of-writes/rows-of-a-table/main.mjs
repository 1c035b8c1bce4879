import fs from 'node:fs';
import { list, record } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'B');
await Promise.all([record('a'), record('b')]);
console.log(list());
