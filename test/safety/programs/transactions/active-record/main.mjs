import fs from 'node:fs';
import { invoice } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(
  (await Promise.allSettled([invoice(7, 'a'), invoice(7, 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
