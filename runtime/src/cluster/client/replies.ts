import type { Redis } from 'ioredis';
import { disconnect } from '../connection.ts';
import { FIELDS } from '../wire/format.ts';

/** Takes what a host says of a call. */
export type OnReply = (id: string, sealed: Buffer) => void;

/** Milliseconds for which Redis waits for replies before it says that there are none. */
const BLOCK = 5000;
const AT_A_TIME = 200;
/** Milliseconds until another try. */
const PAUSE = 250;

type Entry = readonly [id: Buffer, fields: readonly Buffer[]];

/**
 * Reads the stream of replies of one client. What has been read stays there until that is known to have come here, so that
 * no reply is lost with a connection.
 */
export class ReplyReader {
  readonly connection: Redis;
  readonly #commands: Redis;
  readonly #stream: string;
  readonly #onReply: OnReply;
  #last = '0';
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
        const entries = await this.#next();
        for (const [id, fields] of entries) {
          this.#last = id.toString();
          this.#take(fields);
        }
        if (entries.length > 0)
          this.#commands.xtrim(this.#stream, 'MINID', this.#last).catch(() => undefined);
      } catch {
        // The connection is gone, and comes again.
        await new Promise((resolve) => setTimeout(resolve, PAUSE).unref());
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

  #take(fields: readonly Buffer[]): void {
    const at = (name: string): Buffer | undefined =>
      fields[fields.findIndex((each, i) => i % 2 === 0 && each.toString() === name) + 1];
    const [id, sealed] = [at(FIELDS.id), at(FIELDS.reply)];
    if (id && sealed) this.#onReply(id.toString(), sealed);
  }
}
