import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const lines = [];
await Promise.all([app.collect(lines, 'wide'), app.collect(lines, 'narrow')]);
console.log(lines.join(' | '));
