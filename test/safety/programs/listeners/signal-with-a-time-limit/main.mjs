import fs from 'node:fs';
import { untilLate } from './app.mjs';
fs.writeFileSync('job', 'abc');
console.log(await untilLate(5));
