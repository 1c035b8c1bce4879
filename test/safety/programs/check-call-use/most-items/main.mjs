import fs from 'node:fs';
import { Album } from './app.mjs';
for (const name of ['a', 'b', 'c']) fs.writeFileSync(name, name);
const album = new Album();
const added = await Promise.allSettled(['a', 'b', 'c'].map((name) => album.add(name)));
console.log(added.map(({ value, reason }) => value ?? reason.message).join());
