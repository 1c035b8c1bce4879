import fs from 'node:fs';
import { show } from './app.mjs';
fs.writeFileSync('f', 'x');
console.log((await Promise.all([show('f'), show('f')])).join('\n'));
