import fs from 'node:fs';
import { backUp } from './app.mjs';
fs.writeFileSync('f', 'abc');
const target = await backUp('f', '.');
console.log(target, fs.readFileSync(target, 'utf8'));
