import fs from 'node:fs';
import { news, target } from './app.mjs';
fs.writeFileSync('a', 'A');
const heard = news('a');
setImmediate(() => target.dispatchEvent(new Event('news')));
console.log(await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 300, 'missed'))]));
