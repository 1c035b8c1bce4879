// Workers come up whatever hooks there are, with what they were given before they were up.
import { ProcessPoolExecutor, ThreadPoolExecutor, toThread } from 'to-thread';

const early = [toThread(Math.max, 1, 2), toThread(() => globalThis.preloaded), toThread(Math.max, 3, 4)];
console.log(...(await Promise.all(early)));
console.log(await toThread(Math.max, 5, 6));

for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const pool = new Executor({
    initializer: (n) => Object.assign(globalThis, { n }),
    initializerArgs: [7],
    maxWorkers: 2,
  });
  console.log(await pool.submit(() => globalThis.n), await pool.submit(() => globalThis.preloaded));
  await pool.shutdown();
}
