import fs from 'node:fs';
import { log } from './app.mjs';
await Promise.allSettled(Array.from({ length: 8 }, (_, i) => log('line-' + i)));
for (const name of ['log.1', 'log']) {
  console.log(name, fs.existsSync(name) && fs.readFileSync(name, 'utf8').trim().split('\n').join());
}
