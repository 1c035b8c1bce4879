import fs from 'node:fs';
import { start } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
console.log(await start());
