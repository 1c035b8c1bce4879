import fs from 'node:fs';
import { show } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
console.log(await Promise.all([show('a'), show('b'), show('a')]));
