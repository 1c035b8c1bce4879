import { writeFileSync } from 'node:fs';
import { ready, stop } from './app.mjs';
writeFileSync('pid', '1');

// What never comes keeps nothing alive that could be seen.
const late = setTimeout(() => {
  console.log('never answered');
  process.exit(3);
}, 3000);

await ready;
console.log(await stop());
clearTimeout(late);
