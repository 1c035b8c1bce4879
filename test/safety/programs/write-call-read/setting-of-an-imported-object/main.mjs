import fs from 'node:fs';
import { paint } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([paint(true, 'a'), paint(false, 'a')]));
