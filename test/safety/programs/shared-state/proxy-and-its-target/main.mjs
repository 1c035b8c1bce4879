import fs from 'node:fs';
import { visit } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([visit('x', 'a'), visit('y', 'a')]));
