import fs from 'node:fs';
import { link } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([link('1', 'a'), link('2', 'a')]));
