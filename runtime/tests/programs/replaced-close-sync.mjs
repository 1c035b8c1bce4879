// Replaces a function of `fs` and leaves the original where graceful-fs leaves it.
import fs from 'node:fs';
import { toThread } from 'to-thread';

const { closeSync } = fs;
fs.closeSync = Object.defineProperty((fd) => closeSync(fd), Symbol.for('graceful-fs.previous'), {
  value: closeSync,
});
const fd = fs.openSync(import.meta.filename);
await toThread(fs.closeSync, fd);
try {
  fs.fstatSync(fd);
} catch ({ code }) {
  console.log(code);
}
