import fs from 'node:fs';
import { news, tell } from './app.mjs';
fs.writeFileSync('a', 'A');
const heard = news('a');
setImmediate(() => tell('x'));
console.log(await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 300, 'missed'))]));
