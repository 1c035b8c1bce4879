import fs from 'node:fs';
import { Importer } from './app.mjs';
fs.writeFileSync('f', 'text');
const importer = new Importer();
const loading = importer.load('f');
importer.warn('disk is nearly full');
await loading;
console.log(importer.warnings.join());
