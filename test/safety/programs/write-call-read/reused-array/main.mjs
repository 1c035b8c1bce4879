import fs from 'node:fs';
import { page } from './app.cjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'B');
console.log(await Promise.all([page('first', 'a'), page('second', 'b')]));
