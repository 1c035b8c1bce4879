import fs from 'node:fs';
import { greet } from './app.mjs';
fs.writeFileSync('a', 'A');
console.log(await Promise.all([greet('de', 'a'), greet('en', 'a')]));
