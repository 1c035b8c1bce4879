import fs from 'node:fs';
import { rows } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([rows('x', 'a'), rows('y', 'a')]));
