import { writeFileSync } from 'node:fs';
process.on('uncaughtException', async (error) => {
  writeFileSync('crash', error.message);
  console.log('crashed');
  process.exit(1);
});
setTimeout(() => console.log('still at work'), 5);
setTimeout(() => {
  throw new Error('boom');
}, 1);
