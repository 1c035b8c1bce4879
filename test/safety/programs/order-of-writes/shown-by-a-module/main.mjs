import fs from 'node:fs';
import { open } from './app.mjs';
import { shown } from './view.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
await Promise.all([open('a'), open('b')]);
console.log(shown.join());
