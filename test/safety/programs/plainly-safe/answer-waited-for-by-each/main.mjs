import fs from 'node:fs';
import { ask } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'b');
console.log(await Promise.all([ask('a'), ask('b')]));
