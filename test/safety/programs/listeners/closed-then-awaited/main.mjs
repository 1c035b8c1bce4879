import { start, stop } from './app.mjs';

// What never comes keeps nothing alive that could be seen.
const late = setTimeout(() => {
  console.log('never answered');
  process.exit(3);
}, 3000);

await start();
console.log(await stop());
clearTimeout(late);
