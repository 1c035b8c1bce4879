import fs from 'node:fs';
import { measureAll } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
console.log(await measureAll(['wide', 'narrow']));
