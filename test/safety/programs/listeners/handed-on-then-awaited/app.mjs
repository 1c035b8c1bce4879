import { readFileSync } from 'node:fs';
import { EventEmitter, once } from 'node:events';
const jobs = new EventEmitter();
const run = (bus, name) => setImmediate(() => bus.emit('done', name));
export async function work(name) {
  run(jobs, name);
  const unit = readFileSync('unit', 'utf8');
  const [done] = await once(jobs, 'done');
  return `${done} ${unit}`;
}
