import fs from 'node:fs';
import { run } from './app.mjs';
fs.writeFileSync('a', 'aaaa');
fs.writeFileSync('b', 'b');
fs.writeFileSync('c', 'cccc');
console.log(await run('b', 'a', 'c'));
