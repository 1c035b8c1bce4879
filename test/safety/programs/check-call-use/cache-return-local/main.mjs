import fs from 'node:fs';
import { open } from './app.mjs';
fs.writeFileSync('c', 'x');
const [a, b] = await Promise.all([open('c'), open('c')]);
a.listeners.push(() => 'heard');
console.log(b.listeners.length);
