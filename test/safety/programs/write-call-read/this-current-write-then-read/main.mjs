import fs from 'node:fs';
import { Loader } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'B');
const l = new Loader();
console.log((await Promise.all([l.load('a'), l.load('b')])).join());
