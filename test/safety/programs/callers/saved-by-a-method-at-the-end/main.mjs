import fs from 'node:fs';
import { EventEmitter } from 'node:events';
import { Recorder } from './app.mjs';
const source = new EventEmitter();
new Recorder().record(source);
source.emit('event', 'x');
source.emit('stop');
console.log(fs.existsSync('events.json'));
