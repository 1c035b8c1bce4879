/** What makes calls in the order that all executors of to-thread keep together: these executors. */
export const ownExecutors = new WeakSet();
