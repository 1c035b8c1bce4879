import fs from 'node:fs';
import * as app from './app.mjs';
app.install(process);
process.on('exit', () => console.log(fs.existsSync('state.json')));
setTimeout(() => process.exit(), 5);
