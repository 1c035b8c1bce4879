import fs from 'node:fs';
import { write } from './app.mjs';
await write(['a', 'b'], 'text');
console.log(fs.readFileSync('a', 'utf8'), fs.readFileSync('b', 'utf8'));
