import fs from 'node:fs';
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
let header = 'none';
bus.on('row', async (row) => {
  header = fs.readFileSync(row.file, 'utf8');
});
bus.on('row', (row) => {
  row.header = header;
});
export function ask(file) {
  const row = { file };
  bus.emit('row', row);
  return row.header;
}
