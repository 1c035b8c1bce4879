import fs from 'node:fs';
import { tree } from './app.mjs';
fs.mkdirSync('t/a/b', { recursive: true });
for (const file of ['t/1', 't/a/2', 't/a/b/3']) fs.writeFileSync(file, '');
console.log((await tree('t')).join());
