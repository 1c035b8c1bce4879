import fs from 'node:fs';
import { claim } from './app.cjs';
fs.mkdirSync('room');
console.log((await Promise.all([claim('room', 'ann'), claim('room', 'bob')])).join());
