// mock-fs replaces the files beneath the functions of fs, which stay the same functions.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import mock from 'mock-fs';
import { toThread } from 'to-thread';

const { sizeOf } = createRequire(import.meta.url)('../fixtures/common.cjs');
const file = 'no-such-folder/notes.txt';

async function look() {
  const exists = await toThread(fs.existsSync, file);
  const size = await toThread(sizeOf, file).catch(({ code }) => code);
  return `${exists} ${size} ${await toThread(Math.max, 1, 2)}`;
}

mock({ [file]: 'four' });
const whileMocked = await look();
mock.restore();
const afterwards = await look();
console.log(whileMocked);
console.log(afterwards);
