/**
 * Who owns a task that has been sent: the worker (which starts it) or the main thread (which takes it back to give it
 * to an idle worker, or to abort it). Whoever's compare-and-swap from `QUEUED` succeeds owns the task.
 */

export const FREE = 0;
export const QUEUED = 1;
export const RUNNING = 2;
export const RETRACTED = 3;
