import fs from 'node:fs';
import { register } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const rows = new Map();
const people = { find: (name) => rows.get(name), insertOne: (name, size) => rows.set(name, size).size };
console.log(
  (await Promise.allSettled([register(people, 'x', 'a'), register(people, 'x', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
