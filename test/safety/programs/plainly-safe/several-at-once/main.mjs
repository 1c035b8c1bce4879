import fs from 'node:fs';
import { readAll } from './app.mjs';
fs.writeFileSync('a', '1');
fs.writeFileSync('b', '22');
console.log(await readAll(['a', 'b']));
