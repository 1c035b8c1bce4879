import fs from 'node:fs';
import { tag } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(
  (await Promise.allSettled([tag('x', 'a'), tag('x', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
