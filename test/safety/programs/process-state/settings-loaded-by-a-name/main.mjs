import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
fs.writeFileSync('a.env', 'STAGE=first');
fs.writeFileSync('b.env', 'STAGE=second');
console.log(await Promise.all([app.start('a.env', 'wide'), app.start('b.env', 'narrow')]));
