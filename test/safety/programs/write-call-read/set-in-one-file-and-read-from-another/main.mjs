import fs from 'node:fs';
import { page } from './app.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'b');
console.log(await Promise.all([page('ann', 'a'), page('bob', 'b')]));
