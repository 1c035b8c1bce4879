import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const seen = [];
app.onPage((text) => seen.push(text));
await Promise.all([app.open('wide'), app.open('narrow')]);
console.log(seen.join(' | '));
