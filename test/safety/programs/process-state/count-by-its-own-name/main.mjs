import fs from 'node:fs';
import { f } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
console.log(await Promise.all([f('a'), f('b')]));
