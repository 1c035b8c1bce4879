import fs from 'node:fs';
import { store } from './app.mjs';
fs.mkdirSync('inbox');
await Promise.all(['m1', 'm2', 'm3'].map((m) => store('inbox', m)));
console.log(
  fs
    .readdirSync('inbox')
    .map((f) => fs.readFileSync('inbox/' + f, 'utf8'))
    .sort()
    .join(),
);
