import fs from 'node:fs';
import { addRow } from './app.mjs';
await Promise.all([1, 2, 3].map((n) => addRow('a.csv', 'row' + n)));
console.log(
  fs
    .readFileSync('a.csv', 'utf8')
    .split('\n')
    .filter((l) => l === 'HEADER').length,
);
