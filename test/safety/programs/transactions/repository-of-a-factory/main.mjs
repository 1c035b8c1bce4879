import fs from 'node:fs';
import { createAccounts } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const rows = new Set();
const accounts = createAccounts({
  rows: { get: (name) => rows.has(name), create: (name) => rows.add(name).size },
});
console.log(
  (await Promise.allSettled([accounts.open('x', 'a'), accounts.open('x', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
