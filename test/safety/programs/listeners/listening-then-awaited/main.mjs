import { writeFileSync } from 'node:fs';
import { start, stop } from './app.mjs';
writeFileSync('motto', 'on');

// What never comes keeps nothing alive that could be seen.
const late = setTimeout(() => {
  console.log('never answered');
  process.exit(3);
}, 3000);

console.log(await start());
await stop();
clearTimeout(late);
