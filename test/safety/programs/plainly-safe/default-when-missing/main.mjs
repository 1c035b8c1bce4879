import fs from 'node:fs';
import { readSettings } from './app.mjs';
fs.writeFileSync('given.json', '{"color":true}');
console.log(await readSettings('given.json'), await readSettings('missing.json'));
