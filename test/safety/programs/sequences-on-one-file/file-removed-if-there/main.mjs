import fs from 'node:fs';
import { release } from './app.mjs';
fs.writeFileSync('lock', '');
const results = await Promise.allSettled([release('lock'), release('lock')]);
console.log(results.map(({ value, reason }) => value ?? reason.code));
