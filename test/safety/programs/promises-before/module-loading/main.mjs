import fs from 'node:fs';
import { load } from './app.mjs';
fs.writeFileSync('big', 'x');
console.log(await load('./missing.mjs').catch((error) => `caught ${error.code}`));
