import fs from 'node:fs';
import { countLines } from './app.mjs';
fs.writeFileSync('a', '1\n2');
fs.writeFileSync('b', '3\n4\n5');
console.log(await countLines(['a', 'b']));
