import fs from 'node:fs';
import { Log } from './app.mjs';
console.log(await Promise.all([new Log('logs').open(), new Log('logs').open()]));
console.log(fs.readdirSync('.').filter((name) => name.startsWith('logs')));
