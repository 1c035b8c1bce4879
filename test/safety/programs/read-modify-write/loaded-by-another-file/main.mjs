import fs from 'node:fs';
import { setOption } from './app.mjs';
await Promise.all([setOption('a', 1), setOption('b', 2), setOption('c', 3)]);
console.log(fs.readFileSync('config.json', 'utf8'));
