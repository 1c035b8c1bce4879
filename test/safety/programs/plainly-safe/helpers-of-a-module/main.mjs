import fs from 'node:fs';
import { count } from './app.mjs';
fs.writeFileSync('a.txt', 'one two three');
console.log(await count('a'));
