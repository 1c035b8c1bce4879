import fs from 'node:fs';
import { once } from 'node:events';
import { build, start } from './app.mjs';
fs.writeFileSync('job.cjs', 'process.exit(1)');
const built = build('./job.cjs', 'process.exit(3)');
const [code] = await once(start('./job.cjs'), 'exit');
await built;
console.log(code);
