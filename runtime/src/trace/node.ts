/** What the recorder uses of Node, as it was before the program came: fake timers and mocks do not reach it. */
import { performance } from 'node:perf_hooks';

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its `this` below
const clock = performance.now;

/** Milliseconds since the start of this thread. */
export const now = (): number => clock.call(performance);

export const { queueMicrotask, setInterval } = globalThis;
export const { stringify } = JSON;
export const { wait } = Atomics;
