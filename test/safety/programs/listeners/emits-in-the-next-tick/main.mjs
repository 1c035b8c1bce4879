import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { ready } from './app.mjs';
fs.writeFileSync('options.json', '{"level":3}');
class Connection extends EventEmitter {
  constructor() {
    super();
    process.nextTick(() => this.emit('open'));
  }
}
console.log(await ready(() => new Connection()));
