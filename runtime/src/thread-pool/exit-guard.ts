import { existsSync, inspect, workerThreads, writeSync } from '../node.ts';
import { now } from '../worker/protocol.ts';

/** What the guard has to know about a worker thread. */
interface GuardedWorker {
  readonly isBusy: boolean;
  readonly isKilled: boolean;
  readonly threadId: number;
  stopAtExit(): void;
}

export type ExitPolicy = 'force' | 'wait';

/** Milliseconds a busy thread gets to stop once the process ends. JavaScript stops within a few. */
const PATIENCE = 100;

const guarded = new Map<GuardedWorker, ExitPolicy>();

/**
 * Node ends a process only after all its threads, so one that is stuck in the operating system would hang
 * `process.exit()`, an uncaught exception and a program that simply is finished. While any worker is guarded, the
 * end of the process stops busy workers, and with the policy `force` does not wait for those that do not stop.
 */
export function guardExit(worker: GuardedWorker, policy: ExitPolicy): void {
  if (!workerThreads().isMainThread) return;
  if (guarded.size === 0) {
    process.on('exit', stopWorkers);
    process.on('uncaughtExceptionMonitor', rememberError);
  }
  guarded.set(worker, policy);
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
  const busy = [...guarded.keys()].filter((worker) => worker.isBusy);
  for (const worker of busy) worker.stopAtExit();
  if (busy.some((worker) => guarded.get(worker) === 'force') && stuck(busy).length > 0) forceExit(code);
}

/** The workers that have not stopped in time. Where threads cannot be watched: those that have been killed before. */
function stuck(workers: readonly GuardedWorker[]): readonly GuardedWorker[] {
  if (process.platform !== 'linux') return workers.filter((worker) => worker.isKilled);
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const isAlive = ({ threadId }: GuardedWorker): boolean => existsSync(`/proc/self/task/${threadId}`);
  const deadline = now() + PATIENCE;
  let alive = workers.filter(isAlive);
  while (alive.length > 0 && now() < deadline) {
    Atomics.wait(sleeper, 0, 0, 2);
    alive = alive.filter(isAlive);
  }
  return alive;
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
