import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
console.log(await Promise.all([app.greet('ann', 'wide'), app.greet('bob', 'narrow')]));
