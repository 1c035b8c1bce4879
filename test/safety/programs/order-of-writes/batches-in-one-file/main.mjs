import fs from 'node:fs';
import { record } from './app.mjs';
const batch = (name) => [1, 2].map((n) => ({ file: 'log', text: `${name}${n} ` }));
await Promise.all([record(batch('a')), record(batch('b'))]);
console.log(fs.readFileSync('log', 'utf8'));
