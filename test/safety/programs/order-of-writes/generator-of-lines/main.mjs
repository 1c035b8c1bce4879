import fs from 'node:fs';
import { traced } from './app.mjs';
const first = traced('a', [1]);
const second = traced('b', [2]);
await Promise.all([first.next(), second.next()]);
console.log(fs.readFileSync('trace', 'utf8'));
