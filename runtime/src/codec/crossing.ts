import type { Transferable } from 'node:worker_threads';

/** What the way a value travels allows. */
export interface Crossing {
  /** What the value is, for messages: `The result of readFileSync`. */
  readonly label: string;
  /** What to do if it cannot cross. */
  readonly wayOut?: string | undefined;
  /** Threads share memory and can hand objects over; processes and machines only copy. */
  readonly between: 'threads' | 'processes' | 'machines';
  /** Whether the memory of the value's Buffers belongs to it alone and may be moved. */
  readonly owned?: boolean | undefined;
  /** What the caller gives away. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** The exports of the function's own module, so that the other side can use the same classes of errors. */
  readonly exports?: object | undefined;
}
