import fs from 'node:fs';
import { Reader } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
let shown;
const reader = new Reader((text) => {
  shown = text;
});
await Promise.all([reader.open('wide'), reader.open('narrow')]);
console.log(shown);
