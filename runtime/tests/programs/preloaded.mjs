// Workers load what the program was started with also when it has gone to another folder.
import { tmpdir } from 'node:os';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';

process.chdir(tmpdir());
for (const Executor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const pool = new Executor({ maxWorkers: 1 });
  console.log(await pool.submit(() => globalThis.preloaded));
  await pool.shutdown();
}
