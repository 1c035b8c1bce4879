import fs from 'node:fs';
import { basename } from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import { nameOf } from './app.mjs';
fs.mkdirSync('there');
const home = basename(process.cwd());
const name = nameOf('there');
await tick();
console.log(basename(process.cwd()) === home ? 'home' : 'away', await name);
