import { getBuiltinModule } from '../common/node.ts';

/** Looks twice a second. On Windows the id of a parent stays when that is gone, so there the process itself is looked for. */
const PROGRAM = `
const { workerData: parent } = process.getBuiltinModule('worker_threads');
const sleeper = new Int32Array(new SharedArrayBuffer(4));
const isThere = () => {
  try {
    return process.platform === 'win32' ? process.kill(parent, 0) : process.ppid === parent;
  } catch {
    return false;
  }
};
while (isThere()) Atomics.wait(sleeper, 0, 0, 500);
process.kill(process.pid, 'SIGKILL');
`;

/**
 * Ends this process when its parent is gone, whatever has ended that. A function that blocks keeps the event loop from
 * noticing, so that a thread of its own looks. It runs none of what `--import` and the like would load.
 */
export function endWithParent(parent: number): void {
  try {
    const { Worker } = getBuiltinModule('worker_threads');
    const limits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 };
    const watcher = new Worker(PROGRAM, {
      ...{ eval: true, workerData: parent, resourceLimits: limits },
      ...{ execArgv: [], env: {}, stdin: false },
    });
    watcher.unref();
    // Without it, it is as if there was none.
    watcher.on('error', () => undefined);
  } catch {
    // Threads are not permitted.
  }
}
