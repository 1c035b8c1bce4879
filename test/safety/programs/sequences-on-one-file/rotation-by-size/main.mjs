import fs from 'node:fs';
import { RotatingLog } from './app.mjs';
const log = new RotatingLog('log', 3);
await Promise.allSettled(['one', 'two', 'three'].map((line) => log.write(line)));
console.log([fs.existsSync('log.old') && fs.readFileSync('log.old', 'utf8'), fs.readFileSync('log', 'utf8')]);
