import fs from 'node:fs';
import { setAuthor, sign } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(await Promise.all([sign(setAuthor, 'a'), sign(setAuthor, 'b')]));
