import fs from 'node:fs';
import { job } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log((await Promise.all(['a', 'a', 'a'].map(job))).join());
