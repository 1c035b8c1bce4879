import fs from 'node:fs';
import { report } from './app.mjs';
fs.writeFileSync('a', 'details of a');
fs.writeFileSync('b', 'details of b');
await Promise.all([report('a', 'a'), report('b', 'b')]);
