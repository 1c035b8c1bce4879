import fs from 'node:fs';
import { writeDocument } from './app.mjs';
await Promise.all([writeDocument('all', ['a', 'a', '', 'a']), writeDocument('all', ['b', 'b', 'b'])]);
console.log(fs.readFileSync('all', 'utf8'));
