import fs from 'node:fs';
let asked = 0;
process.on('beforeExit', async () => {
  asked++;
  fs.appendFileSync('exits', 'x');
  if (asked > 3) process.exit();
});
process.on('exit', () => console.log('asked', asked));
