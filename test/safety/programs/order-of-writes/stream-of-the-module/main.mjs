import fs from 'node:fs';
import { close, include } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'B');
await Promise.all([include('a'), include('b')]);
await close();
console.log(fs.readFileSync('all.txt', 'utf8'));
