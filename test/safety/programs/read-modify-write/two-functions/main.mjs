import fs from 'node:fs';
import { add, remove } from './app.mjs';
fs.writeFileSync('list', 'milk');
await Promise.all([add('bread'), remove('milk'), add('tea')]);
console.log(fs.readFileSync('list', 'utf8'));
