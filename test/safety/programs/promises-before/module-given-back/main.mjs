import fs from 'node:fs';
import { load } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
const { text, view } = await load('wide');
console.log(text, await view.catch((error) => error.code));
