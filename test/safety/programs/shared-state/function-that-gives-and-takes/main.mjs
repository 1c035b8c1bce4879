import fs from 'node:fs';
import { grade } from './app.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log((await Promise.all([grade('a'), grade('b')])).join());
