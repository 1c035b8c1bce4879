import fs from 'node:fs';
import { start } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await start('a').catch((error) => error.message));
