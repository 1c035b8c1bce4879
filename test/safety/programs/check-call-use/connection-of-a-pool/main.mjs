import fs from 'node:fs';
import { start } from './app.mjs';
fs.writeFileSync('a', 'A');
const connection = {};
const pool = { use: (work) => Promise.all([work(connection), work(connection)]) };
console.log(await start(pool));
