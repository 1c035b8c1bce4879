import fs from 'node:fs';
import * as app from './app.mjs';
fs.writeFileSync('big', 'x');
const c = new AbortController();
const p = app.work(c.signal);
await 0;
setImmediate(() => c.abort(new Error('aborted')));
console.log(await p.catch((e) => e.message));
