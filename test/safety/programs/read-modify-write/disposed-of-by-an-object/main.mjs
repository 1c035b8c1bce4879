import fs from 'node:fs';
import { read } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const read2 = await Promise.allSettled([read('wide'), read('narrow')]);
console.log(read2.map(({ value, reason }) => value ?? reason.message));
