import fs from 'node:fs';
import { load } from './app.mjs';
fs.writeFileSync('f', 'x');
console.log(await load('f').catch((error) => error.code));
