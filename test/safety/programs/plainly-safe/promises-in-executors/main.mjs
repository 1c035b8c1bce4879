import { writeFileSync } from 'node:fs';
import { all } from './app.mjs';
writeFileSync('a', '1');
writeFileSync('b', '2');
console.log(await all(['a', 'b', 'a']));
