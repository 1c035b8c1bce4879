import fs from 'node:fs';
import { count, load } from './app.mjs';
fs.writeFileSync('a', 'A');
await load('a', (text) => console.log(text));
console.log(count());
