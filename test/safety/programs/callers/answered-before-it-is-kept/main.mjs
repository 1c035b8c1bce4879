import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { receive } from './app.mjs';
const queue = new EventEmitter();
receive(queue);
queue.emit('job', { name: 'x' }, () => console.log(fs.existsSync('x.json')));
