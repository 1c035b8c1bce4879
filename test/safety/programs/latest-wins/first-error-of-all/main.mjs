import fs from 'node:fs';
import { load } from './app.mjs';
fs.writeFileSync('a', 'not what is wanted');
console.log(await load(['a', 'missing']).catch((error) => error.code ?? error.name));
