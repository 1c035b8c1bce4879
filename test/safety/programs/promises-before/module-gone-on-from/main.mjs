import fs from 'node:fs';
import { render } from './app.mjs';
fs.writeFileSync('wide', 'many words');
fs.writeFileSync('narrow', 'few');
console.log(await render('wide').catch((error) => error.code));
