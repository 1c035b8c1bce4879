import fs from 'node:fs';
import { watch } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
const shown = [];
const open = watch({ show: (text) => shown.push(text) });
await Promise.all([open('a'), open('b')]);
console.log(shown.join());
