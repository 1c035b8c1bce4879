import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { count } from './app.mjs';
const server = new EventEmitter();
count(server);
server.emit('request', '/');
server.emit('close');
console.log(fs.existsSync('visits.json'));
