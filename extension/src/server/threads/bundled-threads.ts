import { CheckThreads } from './check-threads.ts';

/** Threads of a server that is one file: they run the same, which looks where it is. */
export const bundledThreads = (): CheckThreads => new CheckThreads(__filename);
