import fs from 'node:fs';
import { Reader } from './app.mjs';
fs.writeFileSync('a', '12345678');
const r = new Reader(fs.openSync('a'));
console.log((await Promise.all([r.line(3), r.line(3), r.line(3), r.line(3)])).join());
