/**
 * Who owns a task that has been sent: the worker (which starts it) or the main thread (which takes it back to give it
 * to an idle worker, or to abort it). Whoever's compare-and-swap from `QUEUED` succeeds owns the task.
 */

export const FREE = 0;
export const QUEUED = 1;
export const RUNNING = 2;
export const RETRACTED = 3;

/**
 * From here on the worker has left the result in shared memory, which spares a message: each of these has a state of
 * its own, and a number is beside the times.
 */
export const LEFT = 4;
export const SMALL: readonly unknown[] = [undefined, null, true, false];
export const NUMBER = 8;
