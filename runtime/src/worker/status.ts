/** How a call went, in a reply. Single constants, because the build puts these in place of their names. */

export const RETURNED = 0;
export const THREW = 1;
/** The function returned what it wrote into, or a part of it; the payload is a `ReturnedTarget`. */
export const RETURNED_TARGET = 2;
/** The function could not be found, so it was not called; the payload is an error that says why. */
export const NOT_FOUND = 3;
/** No reply to a task: the worker is up. */
export const READY = 4;
/** At the place of the function is another one, so it was not called; the payload is that of the task. */
export const REPLACED = 5;
/** No reply either: an error in what a call left behind that was over. */
export const LATE = 6;
