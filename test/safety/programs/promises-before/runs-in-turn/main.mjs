import fs from 'node:fs';
import { Importer } from './app.mjs';
fs.writeFileSync('big', 'x');
console.log(await new Importer().run(['big', 'missing', 'gone']));
