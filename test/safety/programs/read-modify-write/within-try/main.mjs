import fs from 'node:fs';
import { swap } from './app.mjs';
fs.writeFileSync('slot', 'free');
console.log((await Promise.all([swap(), swap()])).join());
