import fs from 'node:fs';
import { Bundle } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'B');
const bundle = new Bundle('all.txt');
await Promise.all([bundle.add('a'), bundle.add('b')]);
await bundle.close();
console.log(fs.readFileSync('all.txt', 'utf8'));
