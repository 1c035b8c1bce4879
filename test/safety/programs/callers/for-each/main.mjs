import fs from 'node:fs';
import { totalSize } from './app.mjs';
fs.writeFileSync('a', '12');
fs.writeFileSync('b', '345');
console.log(totalSize(['a', 'b']));
