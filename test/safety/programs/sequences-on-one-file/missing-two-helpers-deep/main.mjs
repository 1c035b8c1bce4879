import fs from 'node:fs';
import { claim } from './app.mjs';
console.log(await Promise.all([claim('seat'), claim('seat')]));
console.log(fs.readdirSync('.').filter((name) => name.startsWith('seat')).length);
