import fs from 'node:fs';
import { open } from './app.mjs';
console.log(await Promise.all([open('logs'), open('logs')]));
console.log(fs.readdirSync('.').filter((name) => name.startsWith('logs')));
