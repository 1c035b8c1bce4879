import fs from 'node:fs';
import { licenseText } from './app.ts';
fs.writeFileSync('LICENSE', 'MIT');
console.log(await licenseText(), await licenseText());
