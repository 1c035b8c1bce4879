import fs from 'node:fs';
import { configure, page } from './app.mjs';
fs.writeFileSync('a', 'A');
configure({ title: 'x' });
console.log(await Promise.all([page('a'), page('a')]));
