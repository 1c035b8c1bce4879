import fs from 'node:fs';
import { start } from './app.mjs';
fs.writeFileSync('log', '');
await Promise.all([start('log'), start('log'), start('log')]);
console.log(fs.readFileSync('log', 'utf8'));
