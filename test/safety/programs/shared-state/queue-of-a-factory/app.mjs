import fs from 'node:fs';
import { createQueue } from './queue.mjs';
const { head, drop } = createQueue(['a', 'b']);
export async function work() {
  const file = head();
  if (!file) return 'empty';
  const n = fs.readFileSync(file).length;
  drop();
  return file + n;
}
