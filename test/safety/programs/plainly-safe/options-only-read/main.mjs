import fs from 'node:fs';
import { render } from './app.mjs';
fs.writeFileSync('f', ' hello ');
console.log(await render('f', { trim: true, upper: true }), await render('f'));
