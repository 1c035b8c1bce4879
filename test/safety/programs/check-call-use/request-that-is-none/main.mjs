import fs from 'node:fs';
import { approve } from './app.mjs';
fs.writeFileSync('a', 'A');
const request = {};
console.log(await Promise.all([approve(request, 'x'), approve(request, 'y')]));
