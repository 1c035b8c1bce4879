import fs from 'node:fs';
import { swap } from './app.mjs';
fs.writeFileSync('slot', '0');
console.log((await Promise.all([swap('1'), swap('2')])).join());
