import fs from 'node:fs';
import { titled } from './app.mjs';
fs.writeFileSync('header', 'title');
fs.writeFileSync('f', 'one\ntwo\n');
console.log(await titled('f'));
