import fs from 'node:fs';
import { collect } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
console.log(await Promise.all([collect('a', 'b'), collect('b', 'a')]));
