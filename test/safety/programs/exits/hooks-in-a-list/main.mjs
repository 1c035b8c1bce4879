import fs from 'node:fs';
import { quit } from './app.mjs';
process.on('exit', () => console.log(fs.existsSync('a')));
quit();
