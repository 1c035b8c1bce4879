import fs from 'node:fs';
import { createHandler } from './app.mjs';
fs.mkdirSync('root');
fs.writeFileSync('root/a', 'A');
const handle = createHandler({ root: 'root', logger: console });
console.log(await handle({ name: 'a' }), await handle({ name: 'b' }));
