import fs from 'node:fs';
export async function rewrite(fd, text) {
  fs.ftruncateSync(fd, 0);
  fs.writeSync(fd, text, 0);
}
