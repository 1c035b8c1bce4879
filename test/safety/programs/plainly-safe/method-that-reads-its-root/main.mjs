import fs from 'node:fs';
import { Assets } from './app.ts';
fs.mkdirSync('assets');
fs.writeFileSync('assets/logo', 'logo');
console.log(String(await new Assets('assets').get('logo')));
