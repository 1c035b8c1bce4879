import fs from 'node:fs';
import { nameOf } from './app.mjs';
for (const folder of ['a', 'b']) fs.mkdirSync(folder);
const names = await Promise.allSettled([nameOf('a'), nameOf('b')]);
console.log(names.map(({ value, reason }) => value ?? reason.code).join());
