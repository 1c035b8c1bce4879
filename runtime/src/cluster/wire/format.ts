import type { WriterName } from '../../codec/writer-names.ts';
import type { Written } from '../../codec/writers.ts';
import type { FarKey } from './far-key.ts';

/*
 * What clients and hosts say to each other. Any change that the other side would misunderstand needs another version:
 * clients and hosts of several versions of to-thread meet in one queue.
 */

/** The version of all that is in this folder. */
export const WIRE_VERSION = 1;

/** A call, as the data of a job. */
export interface CallData {
  readonly version: number;
  /** The name of the function, for messages. */
  readonly name: string;
  readonly key: FarKey;
  /** How it is called: what stands behind the key of a task (see `worker/manner.ts`). */
  readonly manner: string;
  readonly writer: WriterName | null;
  /** The encoded arguments in base64. */
  readonly args: string;
  /** When it must not begin any more, and is stopped, in milliseconds on the clock of Redis. */
  readonly expires: number;
  /** The stream that takes the reply. */
  readonly reply: string;
  /** Whether it may be made once more if its worker dies. */
  readonly mayRepeat: boolean;
  /** Says that somebody who knows the secret has written all of this, for this job in this queue. */
  readonly signature: string;
}

/** How a call has ended, in the words of `worker/status.ts`. */
export type FarStatus = 'returned' | 'threw' | 'returned-target' | 'not-found' | 'replaced';

/** What a host says of a call, as bytes in the stream of the client. */
export type Reply =
  /** It has begun, which is said of those that take some time. */
  | readonly [kind: 'began', host: string]
  | readonly [
      kind: 'ended',
      host: string,
      status: FarStatus,
      /** The encoded result or error. */
      value: Uint8Array,
      /** Milliseconds. */
      ranFor: number,
      written: readonly Written[] | null,
    ]
  /** It was not made, or has not come to its end. */
  | readonly [kind: 'failed', host: string, code: string, message: string];

/**
 * The key of the stream that takes the replies to a client. With the prefix of the queue it is in the same part of a cluster
 * of Redis, so that what a host says of a call comes before the end of its job.
 */
export function replyStream(prefix: string, queue: string, client: string): string {
  return `to-thread:${prefix}:${queue}:replies:${client}`;
}

/** The channel on which hosts are told to stop a call. */
export function stopChannel(queue: string): string {
  return `to-thread:${queue}:stop`;
}

/** The fields of an entry in a stream of replies: the job, and what is said of it. */
export const FIELDS = { id: 'id', reply: 'reply' } as const;

/** How long replies and the reasons of refusals are kept for a client that does not take them, in milliseconds. */
export const KEPT = 10 * 60_000;
