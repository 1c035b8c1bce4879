import fs from 'node:fs';
import { describe } from './app.mjs';
fs.writeFileSync('f', 'abc');
console.log(await describe('f').catch((error) => error.code));
