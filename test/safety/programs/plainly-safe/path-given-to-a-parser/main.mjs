import fs from 'node:fs';
import { load } from './app.mjs';
fs.writeFileSync('a.txt', 'a');
fs.writeFileSync('b.txt', 'bb');
console.log(await Promise.all([load('a.txt'), load('b.txt'), load('a.txt')]));
