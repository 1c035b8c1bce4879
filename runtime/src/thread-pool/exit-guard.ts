import { existsSync, inspect, workerThreads, writeSync } from '../node.ts';
import { now } from '../worker/protocol.ts';

/** What the guard has to know of a worker thread, and to do with it. */
interface GuardedWorker {
  readonly tasks: readonly unknown[];
  readonly exitWhenStuck: 'force' | 'wait';
  readonly isKilled: boolean;
  readonly threadId: number;
  stop(): void;
  endChildren(): void;
}

/** Milliseconds a busy thread gets to stop once the process ends. JavaScript stops within a few. */
const PATIENCE = 50;

const guarded = new Set<GuardedWorker>();

/**
 * Node ends a process only after all its threads, so one that is stuck in the operating system would hang
 * `process.exit()`, an uncaught exception and a program that simply is finished. While any worker is guarded, the
 * end of the process stops busy workers, and with the policy `force` does not wait for those that do not stop.
 */
export function guardExit(worker: GuardedWorker): void {
  if (!workerThreads().isMainThread) return;
  if (guarded.size === 0) {
    process.on('exit', stopWorkers);
    process.on('uncaughtExceptionMonitor', rememberError);
  }
  guarded.add(worker);
}

export function releaseFromExit(worker: GuardedWorker): void {
  if (guarded.delete(worker) && guarded.size === 0) {
    process.off('exit', stopWorkers);
    process.off('uncaughtExceptionMonitor', rememberError);
  }
}

/** The uncaught error that is about to end the process. */
let fatalError: { readonly error: unknown } | undefined;

function rememberError(error: unknown): void {
  if (process.listenerCount('uncaughtException') === 0) fatalError = { error };
}

function stopWorkers(code: number): void {
  let stuck = [...guarded].filter(({ tasks }) => tasks.length > 0);
  for (const worker of stuck) worker.stop();
  if (process.platform === 'linux') {
    stuck = afterWaitingFor(stuck);
    for (const worker of stuck) worker.endChildren();
    stuck = afterWaitingFor(stuck);
  } else {
    // Threads cannot be watched, but those that were killed before have had their time.
    stuck = stuck.filter(({ isKilled }) => isKilled);
  }
  if (stuck.some(({ exitWhenStuck }) => exitWhenStuck === 'force')) forceExit(code);
}

/** The workers that do not stop in time. */
function afterWaitingFor(workers: readonly GuardedWorker[]): GuardedWorker[] {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const deadline = now() + PATIENCE;
  for (;;) {
    const alive = workers.filter(({ threadId }) => existsSync(`/proc/self/task/${threadId}`));
    if (alive.length === 0 || now() > deadline) return alive;
    Atomics.wait(sleeper, 0, 0, 2);
  }
}

/** Ends the process with its exit code, without waiting for its threads. */
function forceExit(code: number): void {
  callRemainingListeners(code);
  // Node prints the error that ends a process only after the `exit` event, from which this does not return.
  if (fatalError) writeSync(2, `Uncaught ${inspect(fatalError.error)}\n\nNode.js ${process.version}\n`);
  try {
    // Becoming another program is the one way to end at once that lets the exit code be chosen (Node 22.15).
    process.execve?.('/bin/sh', ['sh', '-c', `exit ${process.exitCode ?? code}`], {});
  } catch {
    // Windows, or not permitted.
  }
  process.kill(process.pid, 'SIGKILL');
}

/** Others listen for the exit too; those after this listener have not been called yet. */
function callRemainingListeners(code: number): void {
  const listeners = process.listeners('exit');
  for (const listener of listeners.slice(listeners.indexOf(stopWorkers) + 1)) listener.call(process, code);
}
