import * as fs from 'node:fs';
export async function bump(path) {
  const fd = fs.openSync(path, 'r+');
  try {
    const buffer = Buffer.alloc(8);
    const length = fs.readSync(fd, buffer, 0, 8, 0);
    const value = Number(buffer.toString('utf8', 0, length)) + 1;
    fs.writeSync(fd, String(value), 0);
    return value;
  } finally {
    fs.closeSync(fd);
  }
}
