import fs from 'node:fs';
import * as app from './app.mjs';
import { shown } from './view.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
await Promise.all([app.open('wide'), app.open('narrow')]);
console.log(shown());
