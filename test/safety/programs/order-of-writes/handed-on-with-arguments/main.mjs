import fs from 'node:fs';
import { watch } from './app.mjs';
fs.writeFileSync('a', 'a'.repeat(3e7));
fs.writeFileSync('b', 'bb');
const shown = [];
const open = watch({ show: (text) => shown.push(text.length) });
await Promise.all([open('a'), open('b')]);
console.log(shown.join());
fs.rmSync('a');
