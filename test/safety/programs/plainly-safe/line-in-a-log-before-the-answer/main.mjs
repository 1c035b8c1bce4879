import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { answer } from './app.mjs';
const server = new EventEmitter();
answer(server);
await new Promise((end) => server.emit('request', { url: '/' }, { end }));
console.log('answered');
