import fs from 'node:fs';
import { guess } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(
  (await Promise.allSettled([guess('x', '1'), guess('x', '2')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
