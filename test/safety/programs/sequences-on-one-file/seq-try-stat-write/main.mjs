import fs from 'node:fs';
import { install } from './app.mjs';
fs.mkdirSync('pkg');
console.log((await Promise.all([install('pkg'), install('pkg')])).join());
