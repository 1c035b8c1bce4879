import fs from 'node:fs';
import { take } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const seat = { number: 7 };
console.log(await Promise.all([take(seat, 'a'), take(seat, 'b')]));
