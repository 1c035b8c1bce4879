import fs from 'node:fs';
fs.mkdirSync('here');
process.chdir('here');
const { f } = await import('./app.mjs');
console.log(await Promise.all([f('a'), f('a')]));
console.log(fs.readdirSync('.').sort());
