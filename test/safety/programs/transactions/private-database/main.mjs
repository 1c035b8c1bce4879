import fs from 'node:fs';
import { Names } from './app.mjs';
fs.writeFileSync('a', 'x,y');
fs.writeFileSync('b', 'z');
const names = new Names();
const loaded = await Promise.allSettled([names.load('a'), names.load('b')]);
console.log(loaded.map(({ status }) => status).join(), names.count);
