import fs from 'node:fs';
import { scan } from './app.mjs';
fs.writeFileSync('big', 'x');
console.log(await scan(['big', 'missing']));
