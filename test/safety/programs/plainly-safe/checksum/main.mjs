import fs from 'node:fs';
import { checksum } from './app.cjs';
fs.writeFileSync('f', 'abc');
console.log(await checksum('f'));
