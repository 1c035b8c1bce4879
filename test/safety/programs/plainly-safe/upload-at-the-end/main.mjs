import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { receive } from './app.mjs';
const request = new EventEmitter();
const stored = new Promise((end) => receive(request, { end }));
request.emit('data', Buffer.from('x'));
request.emit('end');
console.log(await stored, fs.readFileSync('upload', 'utf8'));
