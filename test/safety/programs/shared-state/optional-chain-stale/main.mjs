import fs from 'node:fs';
import { describe, describe2 } from './app.mjs';
fs.writeFileSync('f', '123');
const f = { name: 'old', path: 'f' };
const p = describe(f);
const q = describe2(f);
f.name = 'new';
console.log(await p, await q);
