import fs from 'node:fs';
import { open } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'b');
console.log(await Promise.all([open('a'), open('b')]));
