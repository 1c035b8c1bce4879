import { writeFileSync } from 'node:fs';
import { ask, end } from './app.mjs';
writeFileSync('unit', 'm');

// What never comes keeps nothing alive that could be seen.
const late = setTimeout(() => {
  console.log('never answered');
  process.exit(3);
}, 3000);

console.log(await ask(21));
await end();
clearTimeout(late);
