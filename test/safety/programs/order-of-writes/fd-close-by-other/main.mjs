import fs from 'node:fs';
import { Log } from './app.mjs';
const l = new Log();
const r = await Promise.allSettled([l.write('a'), l.write('b'), l.close(), l.write('c')]);
console.log(
  r.map((x) => x.reason?.code ?? x.reason?.message ?? 'ok').join(),
  JSON.stringify(fs.readFileSync('x.log', 'utf8')),
);
