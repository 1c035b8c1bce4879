import fs from 'node:fs';
import { indexOf } from './app.cjs';
for (const name of ['a', 'b']) fs.writeFileSync(name, name);
console.log(indexOf('a', 'b'));
