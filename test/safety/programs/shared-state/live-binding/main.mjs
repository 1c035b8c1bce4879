import fs from 'node:fs';
import { key } from './app.mjs';
import { set } from './state.mjs';
fs.writeFileSync('f', 'x');
const p = key('f');
set('b');
const q = key('f');
console.log(await p, await q);
