import fs from 'node:fs';
import './app.mjs';
process.on('exit', () => console.log(fs.existsSync('a')));
