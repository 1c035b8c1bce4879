import fs from 'node:fs';
import { mock } from 'node:test';
import { load } from './app.mjs';
fs.writeFileSync('f', 'x');
mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'setImmediate', 'Date'] });
console.log(await load('f'));
