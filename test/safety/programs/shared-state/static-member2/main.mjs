import fs from 'node:fs';
import { Ids } from './app.mjs';
console.log((await Promise.all([Ids.create('a'), Ids.create('b')])).join());
console.log(['1.txt', '2.txt'].map((name) => fs.existsSync(name) && fs.readFileSync(name, 'utf8')).join());
