import fs from 'node:fs';
import { convert } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(await Promise.all([convert('a', 'out'), convert('b', 'out')]));
