/** A call that has been made, which can be watched and stopped. What `concurrent.futures.Future` is in Python. */
export interface Call<Result> {
  /**
   * What `submit` would have given: what the call returns, or a rejection with what it throws. It can be looked at at any
   * time, also when the call has failed long ago. If nobody has, and nobody holds the call any more, a warning says so, as
   * in Python's asyncio.
   */
  readonly result: Promise<Result>;
  /** How the call is now. */
  readonly state: CallState;

  /**
   * Takes the call back if no worker has begun it, and rejects its result with an `AbortError`. (A worker process has
   * begun a call when it has been sent to it.)
   *
   * @returns whether that was so; if not, the call goes on, or is over
   *
   * @example
   * if (!call.cancel()) console.log('too late, it is', call.state);
   */
  cancel(): boolean;

  /**
   * Stops the call, also if it runs, as the signal of `run` does: its result is rejected at once, and its worker is ended
   * and replaced. Does nothing to a call that is over.
   *
   * @param reason what its result is rejected with; an `AbortError` if there is none
   * @returns nothing
   *
   * @example
   * setTimeout(() => call.abort(new Error('no longer needed')), 1000);
   */
  abort(reason?: unknown): void;
}

/**
 * How a call is, in the words of `stats`: it waits, runs, has returned (`completed`), has thrown or lost its worker
 * (`failed`), or was stopped before it could (`aborted`).
 */
export type CallState = 'waiting' | 'running' | 'completed' | 'failed' | 'aborted';

/** Whether nothing is to come of the call any more. */
export function isOver({ state }: Call<unknown>): boolean {
  return state !== 'waiting' && state !== 'running';
}
