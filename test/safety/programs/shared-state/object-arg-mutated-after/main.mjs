import fs from 'node:fs';
import { read } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log((await Promise.all([read('a', 'utf8'), read('a', 'hex')])).join());
