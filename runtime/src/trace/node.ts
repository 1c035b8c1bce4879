/** What the recorder uses of Node, as it was before the program came: fake timers and mocks do not reach it. */

const { hrtime } = process;

/** A clock in milliseconds that all threads of the machine share. Of all that Node has this one is read the fastest. */
function clock(): number {
  const [seconds, nanoseconds] = hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** When this thread began to record, by that clock. */
export const origin = clock();

/** Milliseconds since then. */
export function now(): number {
  return clock() - origin;
}

export const { queueMicrotask, setInterval } = globalThis;
export const { stringify } = JSON;
export const { wait } = Atomics;
