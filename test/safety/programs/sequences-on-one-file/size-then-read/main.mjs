import fs from 'node:fs';
import { extend, load } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log((await Promise.all([load('a'), extend('a', 'more')]))[0]);
