import fs from 'node:fs';
import { bus, news } from './app.mjs';
fs.writeFileSync('a', 'A');
const heard = news('a');
setImmediate(() => bus.emit('news', 'x'));
console.log(await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 300, 'missed'))]));
