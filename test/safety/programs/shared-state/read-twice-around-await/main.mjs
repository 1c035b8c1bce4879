import fs from 'node:fs';
import { record } from './app.mjs';
fs.writeFileSync('notes', 'recorded');
const recorded = await record();
console.log(recorded === `recorded at ${fs.readFileSync('levels', 'utf8').split(';')[0]}`);
