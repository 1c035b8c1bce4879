import { getBuiltinModule, inspect } from '../node.ts';
import { now } from '../worker/protocol.ts';

const { accessSync, constants, existsSync, writeSync } = getBuiltinModule('fs');

/** What the guard has to know of a worker thread, and to do with it. */
export interface GuardedWorker {
  readonly isBusy: () => boolean;
  readonly exitWhenStuck: 'force' | 'wait';
  isKilled: boolean;
  /** The operating system's id of the thread on Linux, else 0. */
  readonly threadId: () => number;
  /** Stops the thread, as soon as it runs JavaScript. */
  stop(): void;
  /** Ends the processes that the running task has started. */
  readonly endChildren: () => void;
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
  if (guarded.add(worker).size === 1) watchExit('on');
}

export function releaseFromExit(worker: GuardedWorker): void {
  if (guarded.delete(worker) && guarded.size === 0) watchExit('off');
}

function watchExit(change: 'on' | 'off'): void {
  process[change]('exit', stopWorkers);
  process[change]('uncaughtExceptionMonitor', rememberError);
}

/** The uncaught error that is about to end the process. */
let fatalError: { readonly error: unknown } | undefined;

function rememberError(error: unknown): void {
  if (process.listenerCount('uncaughtException') === 0) fatalError = { error };
}

function stopWorkers(code: number): void {
  let stuck: readonly GuardedWorker[] = [...guarded].filter(({ isBusy }) => isBusy());
  for (const worker of stuck) worker.stop();
  stuck = afterWaitingFor(stuck);
  for (const worker of stuck) worker.endChildren();
  stuck = afterWaitingFor(stuck);
  if (stuck.some(({ exitWhenStuck }) => exitWhenStuck === 'force')) forceExit(code);
}

/** The workers that do not stop in time. */
function afterWaitingFor(workers: readonly GuardedWorker[]): readonly GuardedWorker[] {
  // Elsewhere threads cannot be watched, but those that were killed before have had their time.
  if (process.platform !== 'linux') return workers.filter(({ isKilled }) => isKilled);
  const deadline = now() + PATIENCE;
  for (;;) {
    const alive = workers.filter(({ threadId }) => existsSync(`/proc/self/task/${threadId()}`));
    if (alive.length === 0 || now() > deadline) return alive;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
  }
}

/** Ends the process with its exit code, without waiting for its threads. */
function forceExit(code: number): void {
  // Others listen for the exit too; those after this listener have not been called yet.
  const listeners = process.listeners('exit');
  for (const listener of listeners.slice(listeners.indexOf(stopWorkers) + 1)) listener.call(process, code);
  // Node prints the error that ends a process only after the `exit` event, from which this does not return.
  if (fatalError) writeSync(2, `Uncaught ${inspect(fatalError.error)}\n\nNode.js ${process.version}\n`);
  becomeExit(Number(process.exitCode ?? code));
  process.kill(process.pid, 'SIGKILL');
}

/**
 * Becoming another program is the one way to end at once that lets the exit code be chosen (Node 22.15). A shell is the
 * fastest; images without one have Node. Returns where that is impossible: on Windows, or if it is not permitted.
 */
function becomeExit(code: number): void {
  const programs = [
    ['/bin/sh', 'sh', '-c', `exit ${code}`],
    [process.execPath, 'node', '--eval', `process.exit(${code})`],
  ] as const;
  for (const [file, ...args] of programs) {
    try {
      // What cannot be executed would end the process by a signal.
      accessSync(file, constants.X_OK);
      process.execve?.(file, args, {});
    } catch {
      // Try the next.
    }
  }
}
