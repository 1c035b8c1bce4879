import fs from 'node:fs';
import { template } from './app.mjs';
fs.writeFileSync('a.html', 'A');
console.log((await Promise.all([template('a'), template('a')])).join(), await template('a'));
