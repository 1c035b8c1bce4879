import { toThread, ThreadPoolExecutor, setDefaultExecutor } from 'to-thread';
import later, * as heavy from '../fixtures/heavy.mjs';
import common from '../fixtures/common.cjs';

setDefaultExecutor(new ThreadPoolExecutor({ maxWorkers: 1 }));
const code = (promise) =>
  promise.then(
    (value) => value,
    (error) => error.code,
  );

// The worker has a module instance of its own.
console.log('count', heavy.count(), await toThread(heavy.count), await toThread(heavy.count));
console.log('double', await toThread(heavy.double, 21));
console.log('triple', await toThread(heavy.triple, 3));
const unexported = (
  (n) => (x) =>
    x * n
)(7);
console.log('unexported closure', await code(toThread(unexported, 1)));
console.log('static', await toThread(heavy.Tool.use, 5));
console.log('method', await code(toThread(new heavy.Tool().method)));
const changing = new Uint8Array([1]);
const first = toThread(heavy.at, changing, 0);
changing.fill(2);
console.log('arguments as they were', await first);
console.log('default', await toThread(later, 'late'));
await toThread(heavy.fail, 'x').catch((error) => {
  console.log('same class', error instanceof heavy.HeavyError, error.code, error.cause.message);
});
console.log('common', await toThread(common.count));
console.log('this', await toThread(common.callOther));
console.log('local', await toThread(common.readsLocal));

const offset = 3;
export function inEntry(n) {
  return n + offset;
}
export function selfContained(n) {
  return n + 1;
}
console.log('entry', await code(toThread(inEntry, 1)));
console.log('entry, self-contained', await toThread(selfContained, 3));
