import { getBuiltinModule } from '../node.ts';
import type { Task } from '../pool/task.ts';
import { hasReturned } from '../pool/accounts.ts';
import { now, type ReplyMessage } from '../worker/protocol.ts';

/**
 * What is published on the `node:diagnostics_channel` named `to-thread:call` when a call that went to a worker is over,
 * in the asynchronous context of its caller.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel';
 * subscribe('to-thread:call', ({ name, waitTime, runTime }) => console.log(name, waitTime, runTime));
 */
export interface CallMessage {
  /** The name of the function, as errors have it: `readFileSync`. */
  readonly name: string;
  /** The name of the executor. */
  readonly executor: string;
  /** When the call was made, in milliseconds on the clock of `performance.now()`. */
  readonly startTime: number;
  /** Milliseconds until it was taken up by a worker; until it was given up, if no worker replied. */
  readonly waitTime: number;
  /** Milliseconds for which the function ran; 0 if nobody knows. */
  readonly runTime: number;
  /** A call is unfinished if it was aborted, or its worker did not survive it. */
  readonly outcome: 'returned' | 'threw' | 'unfinished';
  /** What the call is rejected with, unless it returned. */
  readonly error?: unknown;
}

/** Looking whether anybody listens costs next to nothing, which is why there is one channel for all executors. */
export const calls = getBuiltinModule('diagnostics_channel').channel('to-thread:call');

/** Publishes a call that is over. */
export function publishCall(
  executor: string,
  { name, submittedAt }: Task,
  reply: ReplyMessage | undefined,
  rejection?: { readonly error: unknown },
): void {
  const endedAt = now();
  const [, status = -1, , , startedAt = endedAt, runTime = 0] = reply ?? [];
  const unreturned = reply ? 'threw' : 'unfinished';
  const message: CallMessage = {
    name,
    executor,
    startTime: performance.now() - (endedAt - submittedAt),
    waitTime: Math.max(0, startedAt - submittedAt),
    runTime,
    outcome: reply && hasReturned(status) ? 'returned' : unreturned,
    ...rejection,
  };
  calls.publish(message);
}
