import { writeFileSync } from 'node:fs';
import { all } from './app.mjs';
writeFileSync('names', 'a,b');
console.log(await all(['a', 'b'], (file) => new Promise((_, no) => setImmediate(no, new Error(file)))));
