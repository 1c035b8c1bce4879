/**
 * What is where in the control block: an `Int32Array` over shared memory, one for each worker thread. Counters wake and
 * inform, slots say who owns a task that has been sent (see `slot.ts`).
 */

/** Incremented for every batch sent; the idle worker waits on it. */
export const SENT = 0;
/** Incremented for every reply posted; tells the main thread which ports to drain. */
export const REPLIED = 1;
/** The operating system's thread id on Linux, else 0. */
export const THREAD_ID = 2;
/** Whether an `ANNOUNCEMENT` is on its way. */
export const ANNOUNCED = 3;
export const FIRST_SLOT = 4;

/** The most tasks a worker holds at a time, started or not. */
export const SLOTS = 64;
