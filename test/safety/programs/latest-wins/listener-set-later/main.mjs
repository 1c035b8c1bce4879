import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
let shown;
app.setView((text) => {
  shown = text;
});
await Promise.all([app.open('wide'), app.open('narrow')]);
console.log(shown);
