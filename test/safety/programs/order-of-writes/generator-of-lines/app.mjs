import { openSync, writeSync } from 'node:fs';
const fd = openSync('trace', 'w');
export async function* traced(name, items) {
  for (const item of items) {
    writeSync(fd, `${name} takes ${item}\n`);
    writeSync(fd, `${name} gives ${item}\n`);
    yield item;
  }
}
