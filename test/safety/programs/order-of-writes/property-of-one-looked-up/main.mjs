import fs from 'node:fs';
import { add } from './app.mjs';
import { find, getNames } from './users.mjs';
fs.writeFileSync('a', 'a');
fs.writeFileSync('b', 'bb');
console.log(await Promise.all([add('ann', 'a'), add('ann', 'b')]));
console.log(await find('ann'), await getNames());
