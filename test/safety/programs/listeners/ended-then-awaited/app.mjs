import { createWriteStream, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
const log = createWriteStream('log');
export const opened = once(log, 'open');
export async function close() {
  log.end('last line');
  rmSync('pid', { force: true });
  await once(log, 'finish');
  return 'closed';
}
export const settled = () => finished(log);
