/** Calls the functions of a CommonJS file that is partly strict, directly and in a worker. */
import { createRequire } from 'node:module';
import { toThread } from 'to-thread';

const file = process.argv[2];
const { functions } = createRequire(import.meta.url)(file);
for (const [name, fn] of functions()) {
  console.log(name, await outcome(() => fn()), await outcome(() => toThread(fn)));
}
async function outcome(call) {
  try {
    return String(await call());
  } catch (error) {
    return error.name;
  }
}
