import fs from 'node:fs';
import { read, stats } from './app.mjs';
fs.writeFileSync('f', 'abc');
console.log((await Promise.all([read('f'), read('f')])).join(), stats.reads);
