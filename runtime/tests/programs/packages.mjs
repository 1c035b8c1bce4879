/** Calls functions of packages that are made of several files, in a worker. Argument: the folder they are in. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { toThread } from 'to-thread';

const folder = process.argv[2];
const requireThere = createRequire(`${folder}/program.js`);
const load = (path) => import(pathToFileURL(`${folder}/node_modules/${path}`).href);
const print = async (name, fn) => console.log(name, String(fn()), String(await toThread(fn)));

await print('commonjs', requireThere('common').list);
requireThere('common/extra.js');
await print('commonjs, with what was loaded later', requireThere('common').again);
await print('commonjs, in a scope', requireThere('@scope/common').list);
await print('commonjs, imported', (await load('imported/index.js')).default.list);
await print('commonjs, entered beside its entry', requireThere('beside/core.js').list);
await print('module', (await load('module/index.mjs')).list);
await print('module, reexported under another name', (await load('renamed/index.mjs')).names);
await print('module around commonjs', (await load('dual/index.mjs')).default.list);
