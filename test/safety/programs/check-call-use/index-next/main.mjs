import fs from 'node:fs';
import { process_ } from './app.mjs';
for (const f of ['a', 'b', 'c']) fs.writeFileSync(f, f);
console.log((await process_(['a', 'b', 'c'], 2)).join());
