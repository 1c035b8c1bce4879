import fs from 'node:fs';
import { check } from './app.mjs';
fs.writeFileSync('ok', '');
console.log((await Promise.all([check('nope'), check('ok')])).join());
