import { writeFileSync } from 'node:fs';
import { next } from './app.mjs';

for (const name of ['first', 'second', 'third']) writeFileSync(`${name}.txt`, name);
console.log(await Promise.all([next(), next()]));
