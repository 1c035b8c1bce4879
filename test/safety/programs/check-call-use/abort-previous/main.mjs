import fs from 'node:fs';
import { Search } from './app.mjs';
fs.writeFileSync('stop', '');
const s = new Search();
const go = (q, signal) =>
  new Promise((r) => {
    const t = setTimeout(r, 100, q + ' done');
    if (signal.aborted) r(q + ' aborted');
    signal.addEventListener('abort', () => {
      clearTimeout(t);
      r(q + ' aborted');
    });
  });
console.log((await Promise.all([s.run('a', go), s.run('b', go)])).join());
