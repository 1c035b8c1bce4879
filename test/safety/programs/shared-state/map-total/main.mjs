import fs from 'node:fs';
import { count, total } from './app.mjs';
fs.writeFileSync('x', '12345');
fs.writeFileSync('y', '1234567');
await Promise.all([count('.', 'x'), count('.', 'y')]);
console.log(total('.'));
