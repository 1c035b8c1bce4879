import fs from 'node:fs';
import { measure } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([measure(1.5, 'a'), measure(2.5, 'a')]));
