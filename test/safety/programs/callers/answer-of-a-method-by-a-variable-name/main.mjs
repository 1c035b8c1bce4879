import fs from 'node:fs';
import { ask } from './app.mjs';
fs.writeFileSync('a', 'a');
console.log(ask('a'));
