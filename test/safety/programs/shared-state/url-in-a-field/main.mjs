import fs from 'node:fs';
import { Links } from './app.mjs';
fs.writeFileSync('a', 'A');
const links = new Links();
console.log(await Promise.all([links.to('1', 'a'), links.to('2', 'a')]));
