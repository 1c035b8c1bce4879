import fs from 'node:fs';
import { pack } from './app.mjs';
for (const name of ['a', 'b', 'c']) fs.writeFileSync(name, name);
const entries = [];
const archive = { entry: (name) => entries.push(name), finish: () => entries.join() };
console.log(await pack(archive, ['a', 'b', 'c']));
