import fs from 'node:fs';
let size = 0;
export async function log(line) {
  if (size + line.length > 20) {
    fs.renameSync('log', 'log.1');
    size = 0;
  }
  fs.appendFileSync('log', line + '\n');
  size += line.length;
}
