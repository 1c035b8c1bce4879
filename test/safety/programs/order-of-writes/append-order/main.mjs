import fs from 'node:fs';
import { log } from './app.mjs';
await Promise.all(Array.from({ length: 200 }, (_, i) => log('line ' + i)));
const lines = fs
  .readFileSync('app.log', 'utf8')
  .trim()
  .split('\n')
  .map((l) => Number(l.slice(5)));
console.log(lines.every((n, i) => n === i) ? 'in order' : 'SCRAMBLED');
