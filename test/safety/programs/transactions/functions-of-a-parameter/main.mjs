import fs from 'node:fs';
import { makeJoin } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
const members = new Set();
const join = makeJoin({ isMember: (name) => members.has(name), enroll: (name) => members.add(name).size });
console.log(
  (await Promise.allSettled([join('x', 'a'), join('x', 'b')]))
    .map(({ value, reason }) => value ?? reason.message)
    .join(),
);
