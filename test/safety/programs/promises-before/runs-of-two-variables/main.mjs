import fs from 'node:fs';
import { pair } from './app.mjs';
fs.writeFileSync('big', 'x');
console.log(await pair('big', 'missing'));
