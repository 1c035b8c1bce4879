import fs from 'node:fs';
import { work } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log((await Promise.all([work(), work()])).join());
