import fs from 'node:fs';
import { feed, next } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const waiting = [next(), next()];
await Promise.all([feed('a'), feed('b')]);
console.log((await Promise.all(waiting)).join());
