import fs from 'node:fs';
import { load } from './app.mjs';
fs.writeFileSync('a', '');
console.log(await load(['a', 'missing']).catch((error) => error.code ?? error.message));
