import fs from 'node:fs';
import { rewrite } from './app.mjs';
const fd = fs.openSync('f', 'w+');
await Promise.all([rewrite(fd, 'a long text'), rewrite(fd, 'short')]);
console.log(fs.readFileSync('f', 'utf8'));
