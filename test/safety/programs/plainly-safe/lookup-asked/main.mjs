import fs from 'node:fs';
import { sizeOf } from './app.mjs';
fs.writeFileSync('f', 'abc');
console.log(await sizeOf('f'), await sizeOf('missing'));
