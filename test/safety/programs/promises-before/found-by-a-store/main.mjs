import fs from 'node:fs';
import { page } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const later = () => new Promise((_, reject) => setImmediate(reject, new Error('failed')));
console.log(await page({ find: later }, 'ann').catch((error) => error.message));
