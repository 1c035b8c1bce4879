// Nothing but the pending calls keeps this process alive, and nothing at all once they are done.
import { ThreadPoolExecutor, ProcessPoolExecutor, toThread } from 'to-thread';

console.log(await toThread(Atomics.wait, new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50));
toThread((n) => n, 'not awaited').then(console.log);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms, 'async'));
toThread(wait, 50).then(console.log);
const processes = new ProcessPoolExecutor({ maxWorkers: 1 });
processes.submit(wait, 100).then(() => console.log('process'));
const pool = new ThreadPoolExecutor({ minWorkers: 1 });
await pool.submit(Math.max, 1);
process.on('exit', () => console.log('end'));
