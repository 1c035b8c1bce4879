import fs from 'node:fs';
import { seat } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(
  (await Promise.allSettled([seat('1a', 'a'), seat('1a', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
