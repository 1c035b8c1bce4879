import fs from 'node:fs';
import { register, registry } from './app.mjs';
fs.writeFileSync('big', 'x');
fs.writeFileSync('small', 'y');
await Promise.all([register('b', 'big'), register('a', 'small')]);
console.log([...registry.keys()].join());
