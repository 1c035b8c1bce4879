import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { Inbox } from './app.mjs';
const queue = new EventEmitter();
new Inbox(queue);
queue.emit('job', { name: 'x' }, () => console.log(fs.existsSync('x.json')));
