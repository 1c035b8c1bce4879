import fs from 'node:fs';
import app from './app.cjs';
fs.writeFileSync('a', 'A');
fs.writeFileSync('b', 'BB');
console.log(await Promise.all([app.run('a'), app.run('b')]));
