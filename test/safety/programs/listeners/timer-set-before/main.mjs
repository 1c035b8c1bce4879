import fs from 'node:fs';
import { visit } from './app.mjs';
fs.writeFileSync('page', 'page');
console.log(await visit());
