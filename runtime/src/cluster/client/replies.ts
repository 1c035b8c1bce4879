import type { Redis } from 'ioredis';
import { now } from '../../worker/protocol.ts';
import { disconnect } from '../connection.ts';

/** Takes what a host says of a call. */
export type OnReply = (id: string, sealed: Buffer) => void;

/** Milliseconds for which Redis waits for replies before it says that there are none. */
const BLOCK = 5000;
const AT_A_TIME = 200;
/** Milliseconds until another try. */
const PAUSE = 250;
/** Milliseconds in which replies gather, where there are many. */
const GATHER = 1;
/** Bytes that an entry takes beside the reply, and bytes that are worth another command to be rid of. */
const ENTRY = 200;
const MUCH = 100_000;

/** Of what a host writes: the names of fields and what is in them, the job first and then what is said of it. */
type Entry = readonly [position: Buffer, fields: readonly (Buffer | undefined)[]];

/**
 * Reads the stream of replies of one client. What has been read stays there until that is known to have come here, so that
 * no reply is lost with a connection.
 */
export class ReplyReader {
  readonly connection: Redis;
  /** What was there before has been read: when the latest look began that found fewer than it might have. */
  readUpTo = 0;
  readonly #commands: Redis;
  readonly #stream: string;
  readonly #onReply: OnReply;
  #last = '0';
  /** Bytes in Redis that have been read. */
  #unforgotten = 0;
  #isClosed = false;

  constructor(connection: Redis, commands: Redis, stream: string, onReply: OnReply) {
    this.connection = connection;
    this.#commands = commands;
    this.#stream = stream;
    this.#onReply = onReply;
    void this.#read();
  }

  close(): void {
    this.#isClosed = true;
    disconnect(this.connection);
    this.#commands.del(this.#stream).catch(() => undefined);
  }

  async #read(): Promise<void> {
    while (!this.#isClosed) {
      try {
        const startedAt = now();
        const entries = await this.#next();
        for (const [position, [, id, , sealed]] of entries) {
          this.#last = position.toString();
          if (!id || !sealed) continue;
          this.#unforgotten += sealed.length + ENTRY;
          this.#onReply(id.toString(), sealed);
        }
        if (entries.length < AT_A_TIME) this.readUpTo = startedAt;
        if (this.#unforgotten > MUCH) this.#forget();
        // Where many come, to let some gather takes less of the time of all than to ask for each.
        if (entries.length > 1) await pause(GATHER);
      } catch {
        // The connection is gone, and comes again.
        await pause(PAUSE);
      }
    }
  }

  async #next(): Promise<readonly Entry[]> {
    const { connection } = this;
    // A timer of ioredis for this would keep the process.
    const timer = setTimeout(() => {
      connection.disconnect(true);
    }, 3 * BLOCK).unref();
    const answer = (await connection
      .xreadBuffer('COUNT', AT_A_TIME, 'BLOCK', BLOCK, 'STREAMS', this.#stream, this.#last)
      .finally(() => {
        clearTimeout(timer);
      })) as readonly (readonly [stream: Buffer, entries: readonly Entry[]])[] | null;
    return answer?.[0]?.[1] ?? [];
  }

  /** Lets Redis forget what has been read. */
  #forget(): void {
    this.#unforgotten = 0;
    this.#commands.xtrim(this.#stream, 'MINID', this.#last).catch(() => undefined);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
