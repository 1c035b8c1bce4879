import fs from 'node:fs';
import { checkOut } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(
  (await Promise.allSettled([checkOut('x', 'a'), checkOut('x', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
