import fs from 'node:fs';
import { enter } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(
  (await Promise.allSettled([enter('x', 'a'), enter('x', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
