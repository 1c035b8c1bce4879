/**
 * Calls each function of a file directly and in a worker, and prints what came of it.
 * Arguments: the file, which exports `functionAt`, and how many functions there are in it.
 */
import { toThread } from 'to-thread';

const { functionAt } = await import(process.argv[2]);

const outcomes = [];
for (let index = 0; index < Number(process.argv[3]); index++) {
  const fn = functionAt(index);
  outcomes.push([await outcome(() => fn()), await outcome(() => toThread(fn))]);
}
console.log(JSON.stringify(outcomes));

async function outcome(call) {
  try {
    return { returned: String(await call()) };
  } catch ({ code, message }) {
    return { code, message };
  }
}
