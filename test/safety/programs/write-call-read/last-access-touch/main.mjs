import fs from 'node:fs';
import { check } from './app.mjs';
fs.writeFileSync('ok', '');
// So many that some of them meet, however quick the workers are.
const all = Array.from({ length: 40 }, (_, at) => check(at % 2 === 0 ? 'nope' : 'ok'));
console.log((await Promise.all(all)).join());
