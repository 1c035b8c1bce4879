import fs from 'node:fs';
import { readAll } from './app.mjs';
fs.writeFileSync('big', 'b' + 'x');
fs.writeFileSync('small', 'y');
console.log((await readAll(['big', 'small'])).map((x) => x[0]).join());
