import fs from 'node:fs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
fs.writeFileSync('c', 'CCC');
fs.writeFileSync('big', 'x'.repeat(3e7));
process.on('exit', () => fs.rmSync('big', { force: true }));
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const tick = () => new Promise((r) => setImmediate(r));
const all = async (...p) =>
  (await Promise.allSettled(p)).map((r) =>
    r.status === 'fulfilled' ? r.value : 'E:' + (r.reason?.code ?? r.reason?.message),
  );
const app = await import('./app.mjs');
console.log(await all(app.query('x', 'a'), app.query('y', 'b')));
