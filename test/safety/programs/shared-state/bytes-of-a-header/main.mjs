import fs from 'node:fs';
import { frame } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([frame(1, 'a'), frame(2, 'a')]));
