import fs from 'node:fs';
import { run } from './app.mjs';
fs.writeFileSync('big', 'x');
const load = () => new Promise((_, reject) => setTimeout(reject, 1, new Error('boom')));
console.log(await run(load).catch((error) => `caught ${error.message}`));
