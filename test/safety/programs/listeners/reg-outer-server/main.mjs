import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('big', 'x');
const s = await app.start(0);
console.log('listening', s.listening);
s.close();
