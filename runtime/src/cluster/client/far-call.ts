import type { Task } from '../../pool/task.ts';
import type { CallData } from '../wire/format.ts';

/** A call that is not over. */
export interface FarCall extends Pick<CallData, 'key' | 'manner' | 'writer' | 'args'> {
  readonly task: Task;
  /** The id of its job. */
  readonly id: string;
  /** See `CallData`. It is not known until the clock of Redis is. */
  expires: number | undefined;
  /** Whether Redis has been told of it. */
  isSent: boolean;
  /** Whether a host has begun it, as far as is known. */
  hasBegun: boolean;
  /** When anything was heard of it, on the clock of `now()`. */
  heardAt: number;
  /** How many times in a row nothing was seen of it where something should be. */
  misses: number;
  /** When that was so for the first time of these. */
  missedAt: number;
}
