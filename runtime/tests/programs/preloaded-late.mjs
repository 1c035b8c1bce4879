// Workers load what the program was started with also when it has gone to another folder before it loads to-thread.
import { tmpdir } from 'node:os';

process.chdir(tmpdir());
const { ProcessPoolExecutor, ThreadPoolExecutor } = await import('to-thread');
for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const pool = new Executor({ maxWorkers: 1 });
  console.log(await pool.submit(() => globalThis.preloaded));
  await pool.shutdown();
}
