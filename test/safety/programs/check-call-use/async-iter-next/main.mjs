import fs from 'node:fs';
import { filesOf } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'B');
const it = filesOf(['a', 'b']);
console.log((await Promise.all([it.next(), it.next(), it.next()])).map((r) => r.value).join());
