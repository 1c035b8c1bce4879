// A library has replaced a function of fs. Running the original instead would be wrong.
import fs from 'node:fs';
import { toThread } from 'to-thread';

const log = [];
const { readFileSync } = fs;
fs.readFileSync = (...args) => {
  log.push(args);
  return readFileSync(...args);
};
await toThread(fs.readFileSync, process.execPath).catch((error) => {
  console.log(error.constructor.name, error.code);
});
