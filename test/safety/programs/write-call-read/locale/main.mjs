import fs from 'node:fs';
import { letter } from './app.ts';
fs.writeFileSync('letter', '{}!');
console.log((await Promise.all([letter('en'), letter('fr')])).join());
