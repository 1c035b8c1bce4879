import fs from 'node:fs';
import { Log } from './app.mjs';
const l = new Log();
const r = await Promise.allSettled([l.write('a'), l.rotate(), l.write('b'), l.write('c')]);
console.log(r.map((x) => x.reason?.code ?? 'ok').join());
