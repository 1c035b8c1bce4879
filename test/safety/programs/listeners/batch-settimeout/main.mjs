import fs from 'node:fs';
import { touch } from './app.mjs';
for (const f of ['a', 'b']) fs.writeFileSync(f, 'A');
await Promise.all([touch('a'), touch('b')]);
await new Promise((r) => setTimeout(r, 300));
