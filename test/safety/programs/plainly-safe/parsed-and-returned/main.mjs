import fs from 'node:fs';
import { readJson } from './app.mjs';
fs.writeFileSync('f.json', '[1,2]');
console.log(await readJson('f.json'));
