import fs from 'node:fs';
import { news } from './app.mjs';
import { bus } from './bus.mjs';
fs.writeFileSync('a', 'A');
const heard = news('a');
setImmediate(() => bus.emit('news', 'x'));
console.log(await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 300, 'missed'))]));
