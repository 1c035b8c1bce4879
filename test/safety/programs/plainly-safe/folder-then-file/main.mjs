import fs from 'node:fs';
import { write } from './app.mjs';
await Promise.all(['a', 'b'].map((name) => write('out/deep', name, name)));
console.log(fs.readdirSync('out/deep').join());
