import { writeFileSync } from 'node:fs';
import { show } from './app.mjs';

for (const name of ['ann', 'bob']) writeFileSync(`${name}.txt`, name);
console.log(await Promise.all([show('ann'), show('bob')]));
