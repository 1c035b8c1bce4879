import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { keep } from './app.mjs';
const client = new EventEmitter();
keep(client);
client.emit('line', 'x');
client.emit('disconnect');
console.log(fs.existsSync('lines.txt'));
