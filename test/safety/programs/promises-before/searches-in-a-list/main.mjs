import fs from 'node:fs';
import { search } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const later = () => new Promise((_, reject) => setImmediate(reject, new Error('failed')));
console.log(await search([{ search: later }], 'wide').catch((error) => error.message));
