import fs from 'node:fs';
import { run } from './app.mjs';
import { table } from './table.mjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
await Promise.all([run('a'), run('b')]);
console.log(table.load('total'));
