import fs from 'node:fs';
import { replace } from './app.mjs';
await Promise.all([replace('a', 'a'), replace('b', 'b')]);
console.log(
  fs.readFileSync('a', 'utf8'),
  fs.readFileSync('b', 'utf8'),
  fs.readdirSync('.').some((name) => name.startsWith('a.')),
);
