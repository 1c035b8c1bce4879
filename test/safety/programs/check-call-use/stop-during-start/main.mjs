import fs from 'node:fs';
import { Server } from './app.mjs';
fs.writeFileSync('page', 'x');
const s = new Server();
const p = s.start();
setImmediate(() => {
  s.stop();
  console.log('stopped');
});
await p;
