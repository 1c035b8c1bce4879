/** What an executor does beyond calls: abort one that would never end, go on after it, use processes, end. */
import { execSync } from 'node:child_process';
import process from 'node:process';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';

const outcomes = {};

const threads = new ThreadPoolExecutor({ maxWorkers: 1 });
const forever = threads.run(Atomics.wait, [new Int32Array(new SharedArrayBuffer(4)), 0, 0], { timeout: 100 });
outcomes.aborted = await forever.catch(({ name }) => name);
outcomes.afterAbort = await threads.submit(Math.max, 1, 2);
outcomes.childProcess = (await threads.submit(execSync, 'echo ran', { encoding: 'utf8' })).replace('\r', '');
await threads.shutdown();
outcomes.workers = threads.stats.workers;

const processes = new ProcessPoolExecutor({ maxWorkers: 1 });
outcomes.processes = await processes.submit(Math.max, 3, 4);
await processes.shutdown();

process.stdout.write(`${JSON.stringify(outcomes)}\n`);
