import fs from 'node:fs';
import { wordAt } from './app.mjs';
fs.writeFileSync('f', 'one two three');
console.log((await Promise.all([wordAt('f', 0), wordAt('f', 4), wordAt('f', 8)])).join());
