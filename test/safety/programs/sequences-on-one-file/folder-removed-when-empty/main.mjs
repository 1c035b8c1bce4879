import fs from 'node:fs';
import { put, take } from './app.mjs';
await put('a', 'A');
const ends = await Promise.allSettled([take('a'), put('b', 'B'), take('b'), put('c', 'C')]);
console.log(ends.map(({ value, reason }) => reason?.code ?? value).join(), fs.readdirSync('queue').join());
