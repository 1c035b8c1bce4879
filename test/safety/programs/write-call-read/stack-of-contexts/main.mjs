import fs from 'node:fs';
import { Validator } from './app.mjs';
fs.writeFileSync('a', '1');
fs.writeFileSync('b', '22');
const validator = new Validator();
console.log(await Promise.all([validator.check('a'), validator.check('b')]));
