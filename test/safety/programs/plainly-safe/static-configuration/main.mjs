import fs from 'node:fs';
import { Pages } from './app.mjs';
fs.mkdirSync('content');
fs.writeFileSync('content/a.md', 'text\n');
console.log(await Pages.load('a'));
