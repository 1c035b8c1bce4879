import fs from 'node:fs';
import { Plugin } from './app.mjs';
fs.writeFileSync('big', 'x');
console.log(await new Plugin().load('./missing.mjs').catch((error) => `caught ${error.code}`));
