import { Service } from './app.mjs';

// What never comes keeps nothing alive that could be seen.
const late = setTimeout(() => {
  console.log('never answered');
  process.exit(3);
}, 3000);

const service = new Service();
await service.start();
console.log(await service.stop());
clearTimeout(late);
