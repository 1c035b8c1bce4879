import fs from 'node:fs';
import { once } from 'node:events';
export async function fifo() {
  const fd = fs.openSync('fifo', 'r');
  const t = fs.readFileSync(fd, 'utf8');
  fs.closeSync(fd);
  return t;
}
