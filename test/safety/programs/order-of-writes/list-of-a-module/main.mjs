import fs from 'node:fs';
import * as app from './app.mjs';
import { newest } from './newest.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
await Promise.all([app.read('wide'), app.read('narrow')]);
console.log(newest.join(' | '));
