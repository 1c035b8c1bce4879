import fs from 'node:fs';
import { Paper } from './app.mjs';
const paper = new Paper();
fs.writeFileSync('a', 'A');
const heard = paper.next('a');
setImmediate(() => paper.print('x'));
console.log(await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 300, 'missed'))]));
