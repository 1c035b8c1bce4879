import { writeFileSync } from 'node:fs';
import { pair } from './app.mjs';

for (const name of ['ann', 'bob']) writeFileSync(`${name}.txt`, name);
console.log(await Promise.all([pair('ann'), pair('bob')]));
