import fs from 'node:fs';
import { add } from './app.mjs';
fs.writeFileSync('list.json', '[]');
await Promise.all([1, 2, 3, 4].map((i) => add('list.json', i)));
console.log(fs.readFileSync('list.json', 'utf8'));
