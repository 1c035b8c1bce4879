import fs from 'node:fs';
import { evaluate } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([evaluate('a'), evaluate('a')]));
