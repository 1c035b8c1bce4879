import fs from 'node:fs';
import { run } from './app.mjs';
fs.writeFileSync('big', 'x');
const load = () => new Promise((resolve) => setTimeout(resolve, 1000, 'x'));
console.log(await run(load).catch((error) => `caught ${error.message}`));
