import fs from 'node:fs';
import { current, reload } from './app.mjs';
fs.writeFileSync('old', 'old');
fs.writeFileSync('new', 'new');
await Promise.all([reload('old'), reload('new')]);
console.log(current());
