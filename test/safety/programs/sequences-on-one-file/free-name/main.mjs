import fs from 'node:fs';
import { keep } from './app.mjs';
fs.mkdirSync('notes');
console.log((await Promise.all(['a', 'b', 'c'].map((text) => keep('notes', text)))).join());
