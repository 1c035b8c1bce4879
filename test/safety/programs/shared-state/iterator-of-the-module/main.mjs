import fs from 'node:fs';
import { work } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
fs.writeFileSync('c', 'CCC');
console.log(await Promise.all([work('x'), work('y')]));
