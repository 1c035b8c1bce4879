import fs from 'node:fs';
import { counter } from './app.mjs';
const c = counter(0);
await Promise.all([c('f'), c('f')]);
console.log(
  fs
    .readdirSync('.')
    .filter((x) => /^f\d/.test(x))
    .join(),
);
