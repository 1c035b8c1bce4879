import fs from 'node:fs';
import { add, drain } from './app.cjs';
for (const name of ['a', 'b', 'c']) fs.writeFileSync(name, name);
add('a', '#b', 'b', 'c');
const result = [];
await Promise.allSettled([drain(result), drain(result)]);
console.log(result.join());
