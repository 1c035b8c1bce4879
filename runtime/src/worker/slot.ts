/**
 * Who owns a task that has been sent: the worker (which starts it) or the main thread (which takes it back to give it
 * to an idle worker, or to abort it). Whoever's compare-and-swap from `FREE` succeeds owns the task.
 */

/** There is no task, or nobody owns it yet. */
export const FREE = 0;
export const RUNNING = 1;
/** Until the worker has passed it by. */
export const RETRACTED = 2;

/**
 * From here on the worker has left the result in shared memory, which spares a message: each of these has a state of
 * its own, and a number is beside the times.
 */
export const LEFT = 3;
export const SMALL: readonly unknown[] = [undefined, null, true, false];
export const NUMBER = 7;
