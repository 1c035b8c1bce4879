import fs from 'node:fs';
import { add } from './app.mjs';
import { find } from './users.mjs';
fs.writeFileSync('a', 'a'.repeat(3e7));
fs.writeFileSync('b', 'bb');
console.log(await Promise.all([add('ann', 'a'), add('ann', 'b')]));
const { items } = await find('ann');
console.log(items.map(({ length }) => length));
fs.rmSync('a');
