/** Blocking functions of packages, called directly and through to-thread. Prints where the two differ. */
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import bcrypt from 'bcrypt';
import bcryptjs from 'bcryptjs';
import fsExtra from 'fs-extra';
import gracefulFs from 'graceful-fs';
import * as sass from 'sass';
import { toThread } from 'to-thread';

const calls = {
  'sass.compileString': [sass.compileString, 'a { b { color: red } }'],
  'sass.compileString of wrong text': [sass.compileString, 'a {'],
  'bcrypt.hashSync (native code)': [bcrypt.hashSync, 'password', '$2b$04$abcdefghijklmnopqrstuu'],
  'bcrypt.hashSync of no text': [bcrypt.hashSync, 5, '$2b$04$abcdefghijklmnopqrstuu'],
  'bcryptjs.hashSync': [bcryptjs.hashSync, 'password', '$2b$04$abcdefghijklmnopqrstuu'],
  'bcryptjs.compareSync': [bcryptjs.compareSync, 'password', bcryptjs.hashSync('password', 4)],
  'fsExtra.pathExistsSync': [fsExtra.pathExistsSync, tmpdir()],
  'fsExtra.readJsonSync': [fsExtra.readJsonSync, 'package.json'],
  'gracefulFs.readFileSync': [gracefulFs.readFileSync, 'package.json', 'utf8'],
  'gracefulFs.statSync': [gracefulFs.statSync, 'package.json'],
};

for (const [name, [fn, ...args]] of Object.entries(calls)) {
  const direct = await outcomeOf(() => fn(...args));
  const threaded = await outcomeOf(() => toThread(fn, ...args));
  console.log(name, isDeepStrictEqual(threaded, direct) ? 'same' : { threaded, direct });
}

async function outcomeOf(call) {
  try {
    return { returned: await call() };
  } catch ({ name, message }) {
    return { threw: { name, message } };
  }
}
